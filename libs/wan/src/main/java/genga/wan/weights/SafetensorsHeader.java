package genga.wan.weights;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import genga.wan.tensor.DType;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The JSON header of a safetensors file, believed only after every rule of the format holds: known types, no key
/// twice, byte ranges that fit their shapes and tile the data part exactly.
///
/// Format: `u64` header length, JSON object, data (huggingface/safetensors, README "Format").
record SafetensorsHeader(Map<String, TensorEntry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    private static final int MAX_TENSORS = 200_000;
    private static final int MAX_AXES = 16;

    SafetensorsHeader {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /// @param json the header's bytes
    /// @param dataBytes length of the data part that follows it
    static SafetensorsHeader parse(byte[] json, long dataBytes) {
        if (json.length == 0 || json[0] != '{') {
            throw new WeightsException("the header does not start with '{'");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            SafetensorsHeader header = read(text);
            checkTiling(header.entries, dataBytes);
            return header;
        } catch (CharacterCodingException e) {
            throw new WeightsException("the header is not UTF-8", e);
        } catch (MalformedJsonException | IllegalStateException | JsonParseException e) {
            throw new WeightsException("the header is not the strict JSON object it should be", e);
        } catch (IOException e) {
            throw new WeightsException("the header ends too early", e);
        }
    }

    private static SafetensorsHeader read(String text) throws IOException {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.STRICT);
            json.beginObject();
            while (json.hasNext()) {
                String name = uniqueName(json, seen);
                if (name.equals(METADATA)) {
                    readMetadata(json, metadata);
                } else {
                    entries.put(name, readEntry(json, name));
                }
                if (entries.size() > MAX_TENSORS) {
                    throw new WeightsException("the header names more than " + MAX_TENSORS + " tensors");
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new WeightsException("the header goes on after its JSON object");
            }
        }
        return new SafetensorsHeader(entries, metadata);
    }

    private static String uniqueName(JsonReader json, Set<String> seen) throws IOException {
        String name = json.nextName();
        if (!seen.add(name)) {
            throw new WeightsException("the header has the key " + name + " twice");
        }
        return name;
    }

    private static void readMetadata(JsonReader json, Map<String, String> metadata) throws IOException {
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = uniqueName(json, seen);
            if (json.peek() != JsonToken.STRING) {
                throw new WeightsException("metadata " + name + " is not a string");
            }
            metadata.put(name, json.nextString());
        }
        json.endObject();
    }

    private static TensorEntry readEntry(JsonReader json, String name) throws IOException {
        DType dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            switch (uniqueName(json, seen)) {
                case "dtype" -> dtype = dtype(json, name);
                case "shape" -> shape = numbers(json, name);
                case "data_offsets" -> offsets = numbers(json, name);
                default ->
                    throw new WeightsException("tensor " + name + " has a key beside dtype, shape and data_offsets");
            }
        }
        json.endObject();
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new WeightsException("tensor " + name + " lacks dtype, shape or two data_offsets");
        }
        return checked(name, dtype, shape, offsets);
    }

    private static TensorEntry checked(String name, DType dtype, List<Long> shape, List<Long> offsets) {
        long[] extents = shape.stream().mapToLong(Long::longValue).toArray();
        TensorEntry entry = new TensorEntry(dtype, extents, offsets.get(0), offsets.get(1));
        long expected;
        try {
            expected = dtype.bytesOf(extents);
        } catch (ArithmeticException e) {
            throw new WeightsException("tensor " + name + " " + entry + " is larger than any file", e);
        }
        if (entry.end() < entry.begin() || entry.bytes() != expected) {
            throw new WeightsException("tensor %s %s needs %d bytes, but its data_offsets are [%d, %d]"
                    .formatted(name, entry, expected, entry.begin(), entry.end()));
        }
        return entry;
    }

    private static DType dtype(JsonReader json, String name) throws IOException {
        try {
            return DType.ofLabel(json.nextString());
        } catch (IllegalArgumentException e) {
            throw new WeightsException("tensor " + name + ": " + e.getMessage(), e);
        }
    }

    private static List<Long> numbers(JsonReader json, String name) throws IOException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            String text = json.peek() == JsonToken.NUMBER ? json.nextString() : "";
            if (!text.matches("\\d{1,18}") || numbers.size() == MAX_AXES) {
                throw new WeightsException("tensor " + name + " has a shape or offset that is not a list of up to "
                        + MAX_AXES + " whole numbers");
            }
            numbers.add(Long.valueOf(text));
        }
        json.endArray();
        return numbers;
    }

    private static void checkTiling(Map<String, TensorEntry> entries, long dataBytes) {
        List<Map.Entry<String, TensorEntry>> inOrder = new ArrayList<>(entries.entrySet());
        inOrder.sort(Comparator.comparingLong((Map.Entry<String, TensorEntry> named) ->
                        named.getValue().begin())
                .thenComparingLong(named -> named.getValue().end()));
        long at = 0;
        for (Map.Entry<String, TensorEntry> named : inOrder) {
            if (named.getValue().begin() != at) {
                throw new WeightsException("tensor %s begins at byte %d, but %d was expected: ranges must not overlap"
                                .formatted(named.getKey(), named.getValue().begin(), at)
                        + " or leave holes");
            }
            at = named.getValue().end();
        }
        if (at != dataBytes) {
            throw new WeightsException(
                    "the tensors need %d bytes, but the file holds %d; is it cut short?".formatted(at, dataBytes));
        }
    }
}

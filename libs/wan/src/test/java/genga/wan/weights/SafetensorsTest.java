package genga.wan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBackInPlace() throws IOException {
        Path file = folder.resolve("a.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            Tensor b = Tensor.of(scope, new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            Tensor a = Tensor.of(scope, new float[] {-1, 0.5f}, 2).to(scope, DType.BF16);
            SafetensorsWriter.write(file, Map.of("b", b, "a", a), Map.of("ss_seed", "42", "note", "é\"\n"));

            try (SafetensorsFile read = SafetensorsFile.open(file);
                    TensorScope inner = scope.child()) {
                assertThat(read.names()).containsExactly("b", "a");
                assertThat(read.metadata())
                        .containsExactlyInAnyOrderEntriesOf(Map.of("ss_seed", "42", "note", "é\"\n"));
                assertThat(read.tensor(inner, "b").toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
                assertThat(read.tensor(inner, "a").toFloats()).containsExactly(-1, 0.5f);
                assertThat(read.dtype("a")).isEqualTo(DType.BF16);
                assertThat(read.shape("b")).containsExactly(2, 3);
                assertThat(read.tensor(inner, "b").sharesMemoryWith(read.tensor(inner, "b")))
                        .isTrue();
            }
            assertThat(folder.toFile().list()).containsExactly("a.safetensors");
        }
    }

    @Test
    void aFileThatIsCutShortWhileInUseIsRefusedAndNotRead() throws IOException {
        Path file = new SparseFile().with("x", DType.F32, 1 << 20).write(folder.resolve("x.safetensors"));
        long size = Files.size(file);

        try (Weights weights = Weights.open(file);
                TensorScope scope = TensorScope.open();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(5000);

            assertThatThrownBy(() -> weights.tensor(scope, "x"))
                    .hasMessage("%s was cut short while in use: it had %d bytes when it was opened and has 5000 now;"
                                    .formatted(file, size)
                            + " fetch it again");
        }
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, new float[] {1}, 1);
            Tensor y = Tensor.of(scope, new float[] {2}, 1);
            SafetensorsWriter.write(folder.resolve("1"), Map.of("x", x, "y", y), Map.of("k", "v", "a", "b"));
            SafetensorsWriter.write(folder.resolve("2"), Map.of("y", y, "x", x), Map.of("a", "b", "k", "v"));

            assertThat(folder.resolve("1")).hasSameBinaryContentAs(folder.resolve("2"));
        }
    }

    @Test
    void theHashesAreThoseOfTheFileTheyAreIn() throws Exception {
        Path file = folder.resolve("large");
        float[] values = new float[300_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, values, 300, 1000);
            Tensor y = Tensor.of(scope, values, 300_000);
            Map<String, Tensor> tensors = Map.of("x", x, "y", y);
            SafetensorsWriter.write(file, tensors, Map.of("ss_seed", "42"));

            Map<String, String> hashes =
                    SafetensorsHash.of(tensors, Map.of("ss_seed", "42", "modelspec.title", "left out"));

            byte[] bytes = Files.readAllBytes(file);
            int header =
                    (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
            assertThat(hashes.get("sshs_model_hash")).isEqualTo(sha256(bytes, Long.BYTES + header, bytes.length));
            assertThat(hashes.get("sshs_legacy_hash"))
                    .isEqualTo(sha256(bytes, 0x100000, 0x110000).substring(0, 8));
            assertThat(SafetensorsHash.of(Map.of("z", Tensor.of(scope, new float[] {1})), Map.of()))
                    .containsEntry("sshs_legacy_hash", "e3b0c442");
        }
    }

    private static String sha256(byte[] bytes, int from, int to) throws Exception {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(part));
    }

    @Test
    void aFileThatCannotBeFinishedLeavesNothingBehind() {
        Path file = folder.resolve("half.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            Tensor closed = Tensor.of(scope, new float[] {1}, 1);
            closed.close();

            assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of("x", closed), Map.of()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void modelPrefixesAreStripped() {
        Path file = folder.resolve("p");
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, new float[] {3}, 1);
            SafetensorsWriter.write(file, Map.of("model.diffusion_model.head.bias", x), Map.of());

            try (Weights weights = SafetensorsFile.open(file).withoutModelPrefix();
                    TensorScope inner = scope.child()) {
                assertThat(weights.names()).containsExactly("head.bias");
                assertThat(weights.tensor(inner, "head.bias").toFloats()).containsExactly(3);
                assertThatThrownBy(() -> weights.entry("nope"))
                        .hasMessage("tensor nope is missing in " + file
                                + ", which holds 1 tensors, such as model.diffusion_model.head.bias");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}|needs 8 bytes, but its data_offsets are [0, 4]
            {"x":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}|dtype F99 is unknown
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}|the key x twice
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}|begins at byte 4, but 0 was expected
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|begins at byte 0, but 4 was expected
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|need 4 bytes, but the file holds 8
            {"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}|whole numbers
            {"x":{"dtype":"F32","shape":[4611686018427387,4611686018427387],"data_offsets":[0,8]}}|larger than any file
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}|a key beside
            {"x":{"dtype":"F32","shape":[2]}}|lacks dtype, shape or two data_offsets
            {"__metadata__":{"a":1},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}|metadata a is not a string
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {}|not the strict JSON
            [1]|does not start with '{'
            {"x":|ends too early
            """)
    void aHeaderThatLiesIsRefused(String header, String complaint) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, fileOf(header.getBytes(StandardCharsets.UTF_8).length, header));

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(file + " is not a valid safetensors file: ")
                .hasMessageContaining(complaint)
                .hasMessageEndingWith("; fetch it again");
    }

    @Test
    void noSingleChangedByteOfAFileCrashesTheReader() throws IOException {
        Path file = folder.resolve("changed.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            Tensor y = Tensor.of(scope, new float[] {1, 2}, 2).to(scope, DType.F8_E5M2);
            SafetensorsWriter.write(file, Map.of("x", x, "y", y), Map.of("k", "v"));
        }
        byte[] good = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < good.length - 26; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 0x11;
            Files.write(file, changed);
            refused += isRefused(file) ? 1 : 0;
        }

        assertThat(refused).isGreaterThan(good.length / 2);
    }

    /// Reads every value of a file that is taken.
    private static boolean isRefused(Path file) {
        try (Weights weights = Weights.open(file);
                TensorScope scope = TensorScope.open()) {
            weights.names().forEach(name -> weights.tensor(scope, name).toBytes());
            return false;
        } catch (WeightsException e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 20, 120, 170})
    void aFileCutShortIsRefused(int length) throws IOException {
        Path file = folder.resolve("cut.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.write(file, Map.of("x", Tensor.of(scope, new float[24], 24)), Map.of("k", "v"));
        }
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> Weights.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(file + " is not a valid safetensors file: ")
                .hasMessageEndingWith("; fetch it again");
    }

    @ParameterizedTest
    @CsvSource({
        "GGUF\u0003\u0000\u0000\u0000, is a GGUF file",
        "version https://git-lfs.github.com/spec/v1, is git's pointer to a file",
        "<!DOCTYPE html><html>, is a web page"
    })
    void whatIsOftenTakenForWeightsIsCalledByItsName(String content, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), content);

        assertThatThrownBy(() -> Weights.open(file))
                .hasMessageStartingWith(
                        "%s %s; expected safetensors or a zip archive of torch.save: ", file, complaint);
    }

    @Test
    void aFileWhoseHeaderIsNotPaddedIsReadAllTheSame() throws IOException {
        Path file = folder.resolve("odd.safetensors");
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        String odd = header.length() % 2 == 0 ? header + " " : header;
        byte[] content = fileOf(odd.length(), odd);
        content[content.length - 2] = (byte) 0x80;
        content[content.length - 1] = 0x3f;
        Files.write(file, content);

        try (Weights weights = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(weights.tensor(scope, "x").toFloats()).containsExactly(0, 1);
        }
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, fileOf(1L << 40, "{}"));

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .hasMessageEndingWith("it claims a header of 1099511627776 bytes in a file of 18; fetch it again");
    }

    private static byte[] fileOf(long length, String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(length).put(json).array();
    }
}

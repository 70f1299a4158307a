package genga.wan.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A SentencePiece Unigram model read from its protocol buffer (google/sentencepiece, `sentencepiece_model.proto`).
///
/// @param pieces in order of their numbers
/// @param characters the compiled table of the normaliser
record SentencePieces(List<Piece> pieces, Trainer trainer, byte[] characters, Spaces spaces) {
    /// Sentinels T5 models append to the pieces, `<extra_id_299>` first (google-research/t5x, `umt5` vocabularies).
    private static final int SENTINELS = 300;

    private static final int UNIGRAM = 1;

    /// @param type NORMAL 1, UNKNOWN 2, CONTROL 3, USER_DEFINED 4, UNUSED 5, BYTE 6
    record Piece(String text, float score, int type) {
        /// Never cut out of a text by the vocabulary.
        boolean special() {
            return type == 2 || type == 3 || type == 4;
        }
    }

    /// @param algorithm UNIGRAM 1
    /// @param bytes whether what no piece covers is spelled in bytes
    record Trainer(int algorithm, boolean bytes, String end) {
        Trainer() {
            this(UNIGRAM, false, "</s>");
        }
    }

    /// @param prefix whether a text begins with a space
    /// @param single whether several spaces count as one
    record Spaces(boolean prefix, boolean single) {
        Spaces() {
            this(true, true);
        }
    }

    /// @param origin where the bytes come from, for messages
    static SentencePieces read(byte[] model, String origin) {
        List<Piece> pieces = new ArrayList<>();
        Trainer trainer = new Trainer();
        byte[] characters = {};
        Spaces spaces = new Spaces();
        ProtobufFields fields = new ProtobufFields(model, origin);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> pieces.add(piece(fields.message()));
                case 2 -> trainer = trainer(fields.message());
                case 3 -> {
                    characters = characters(fields.message());
                    spaces = spaces(fields.message());
                }
                default -> {}
            }
        }
        if (pieces.isEmpty() || trainer.algorithm() != UNIGRAM) {
            throw new IllegalArgumentException(
                    "tokenizer %s: expected a SentencePiece Unigram model, found %d pieces of algorithm %d"
                            .formatted(origin, pieces.size(), trainer.algorithm()));
        }
        return new SentencePieces(pieces, trainer, characters, spaces);
    }

    private static Piece piece(ProtobufFields fields) {
        String text = "";
        float score = 0;
        int type = 1;
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> text = fields.text();
                case 2 -> score = fields.fraction();
                case 3 -> type = (int) fields.number();
                default -> {}
            }
        }
        return new Piece(text, score, type);
    }

    private static Trainer trainer(ProtobufFields fields) {
        int algorithm = UNIGRAM;
        boolean bytes = false;
        String end = "</s>";
        while (fields.next()) {
            switch (fields.field()) {
                case 3 -> algorithm = (int) fields.number();
                case 35 -> bytes = fields.number() != 0;
                case 47 -> end = fields.text();
                default -> {}
            }
        }
        return new Trainer(algorithm, bytes, end);
    }

    private static byte[] characters(ProtobufFields fields) {
        byte[] table = {};
        while (fields.next()) {
            if (fields.field() == 2) {
                table = fields.bytes();
            }
        }
        return table;
    }

    private static Spaces spaces(ProtobufFields fields) {
        boolean prefix = true;
        boolean single = true;
        while (fields.next()) {
            switch (fields.field()) {
                case 3 -> prefix = fields.number() != 0;
                case 4 -> single = fields.number() != 0;
                default -> {}
            }
        }
        return new Spaces(prefix, single);
    }

    /// The same tokenizer as a `tokenizer.json`, shaped as huggingface/transformers converts T5's
    /// (`convert_slow_tokenizer.py`).
    byte[] tokenizerJson() {
        List<Piece> all = new ArrayList<>(pieces);
        for (int sentinel = SENTINELS - 1; sentinel >= 0; sentinel--) {
            all.add(new Piece("<extra_id_%d>".formatted(sentinel), 0, 4));
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("version", "1.0");
        addSpecials(root.putArray("added_tokens"), all);
        addNormaliser(root);
        addSpaces(root.putObject("pre_tokenizer"));
        addEnd(root.putObject("post_processor"), all);
        addModel(root.putObject("model"), all);
        try {
            return mapper.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }

    private static void addSpecials(ArrayNode tokens, List<Piece> all) {
        for (int id = 0; id < all.size(); id++) {
            if (all.get(id).special()) {
                ObjectNode token = tokens.addObject().put("id", id);
                token.put("content", all.get(id).text()).put("special", true);
                List.of("single_word", "lstrip", "rstrip", "normalized").forEach(flag -> token.put(flag, false));
            }
        }
    }

    private void addNormaliser(ObjectNode root) {
        ArrayNode steps = root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (characters.length > 0) {
            steps.addObject().put("type", "Precompiled").put("precompiled_charsmap", characters);
        }
        if (spaces.single()) {
            ObjectNode step = steps.addObject().put("type", "Replace").put("content", " ");
            step.putObject("pattern").put("Regex", " {2,}");
        }
    }

    private void addSpaces(ObjectNode splitting) {
        ArrayNode steps = splitting.put("type", "Sequence").putArray("pretokenizers");
        steps.addObject().put("type", "WhitespaceSplit");
        steps.addObject()
                .put("type", "Metaspace")
                .put("replacement", "\u2581")
                .put("prepend_scheme", spaces.prefix() ? "always" : "never")
                .put("split", true);
    }

    private void addEnd(ObjectNode template, List<Piece> all) {
        String end = trainer.end();
        template.put("type", "TemplateProcessing");
        for (String form : List.of("single", "pair")) {
            ArrayNode sequence = template.putArray(form);
            for (String part : form.equals("single") ? List.of("A") : List.of("A", "B")) {
                sequence.addObject().putObject("Sequence").put("id", part).put("type_id", 0);
                sequence.addObject().putObject("SpecialToken").put("id", end).put("type_id", 0);
            }
        }
        ObjectNode token = template.putObject("special_tokens").putObject(end).put("id", end);
        token.putArray("ids").add(number(all, end));
        token.putArray("tokens").add(end);
    }

    private void addModel(ObjectNode model, List<Piece> all) {
        model.put("type", "Unigram").put("byte_fallback", trainer.bytes());
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.get(id).type() == 2) {
                model.put("unk_id", id);
            }
        }
        ArrayNode vocabulary = model.putArray("vocab");
        all.forEach(piece -> vocabulary.addArray().add(piece.text()).add((double) piece.score()));
    }

    private static int number(List<Piece> all, String text) {
        for (int id = 0; id < all.size(); id++) {
            if (all.get(id).text().equals(text)) {
                return id;
            }
        }
        throw new IllegalArgumentException("the tokenizer has no piece %s, with which every text ends".formatted(text));
    }
}

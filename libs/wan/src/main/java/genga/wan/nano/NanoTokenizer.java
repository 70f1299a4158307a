package genga.wan.nano;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;

/// The tokenizer of `wan-nano`: a Unigram vocabulary of the words captions are made of, single letters for all else
/// and bytes for the rest of the world. `<pad>`, `</s>`, `<s>` and `<unk>` have the numbers UMT5 gives them: 0, 1, 2,
/// 3.
final class NanoTokenizer {
    private static final String SPACE = "\u2581";
    private static final double WORD_SCORE = -8;
    private static final double ENDING_SCORE = -11;
    private static final double LETTER_SCORE = -14;

    /// The file without its special tokens and its vocabulary.
    private static final String FRAME = """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
             "normalizer": {"type": "NFKC"},
             "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
               {"type": "WhitespaceSplit"},
               {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": true}]},
             "post_processor": {"type": "TemplateProcessing",
               "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
               "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}},
                        {"Sequence": {"id": "B", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
               "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
             "decoder": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": true},
             "model": {"type": "Unigram", "unk_id": 3, "byte_fallback": true}}""";

    private NanoTokenizer() {}

    /// Writes `tokenizer.json` and returns the size of the vocabulary.
    static int write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode vocabulary = vocabulary(mapper);
        ObjectNode root = (ObjectNode) mapper.readTree(FRAME);
        for (int id = 0; id <= 3; id++) {
            ObjectNode token = root.withArray("added_tokens").addObject();
            token.put("id", id).put("content", vocabulary.get(id).get(0).textValue());
            for (String flag : new String[] {"single_word", "lstrip", "rstrip", "normalized"}) {
                token.put(flag, false);
            }
            token.put("special", true);
        }
        ((ObjectNode) root.get("model")).set("vocab", vocabulary);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, mapper.writeValueAsString(root));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return vocabulary.size();
    }

    private static ArrayNode vocabulary(ObjectMapper mapper) throws IOException {
        ArrayNode vocabulary = mapper.createArrayNode();
        for (String special : new String[] {"<pad>", "</s>", "<s>", "<unk>"}) {
            vocabulary.addArray().add(special).add(0.0);
        }
        for (int value = 0; value < 256; value++) {
            vocabulary.addArray().add("<0x%02X>".formatted(value)).add(0.0);
        }
        Set<String> pieces = new LinkedHashSet<>();
        pieces.add(SPACE);
        for (char letter = '!'; letter <= '~'; letter++) {
            pieces.add(String.valueOf(letter));
        }
        pieces.forEach(piece -> vocabulary.addArray().add(piece).add(LETTER_SCORE));
        for (String word : words()) {
            addWord(vocabulary, pieces, word);
        }
        return vocabulary;
    }

    private static void addWord(ArrayNode vocabulary, Set<String> pieces, String word) {
        if (word.startsWith("-")) {
            add(vocabulary, pieces, word.substring(1), ENDING_SCORE);
            return;
        }
        add(vocabulary, pieces, SPACE + word, WORD_SCORE);
        add(vocabulary, pieces, SPACE + Character.toUpperCase(word.charAt(0)) + word.substring(1), WORD_SCORE);
    }

    private static void add(ArrayNode vocabulary, Set<String> pieces, String piece, double score) {
        if (pieces.add(piece)) {
            vocabulary.addArray().add(piece).add(score);
        }
    }

    private static String[] words() throws IOException {
        try (InputStream in = NanoTokenizer.class.getResourceAsStream("words.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+");
        }
    }
}

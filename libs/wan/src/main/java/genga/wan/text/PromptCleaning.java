package genga.wan.text;

import java.util.regex.Pattern;

/// What Wan does to a prompt before it is cut into tokens (Wan2.1 `wan/modules/tokenizers.py`): repair of broken
/// text, HTML character references resolved twice, white space runs made one space.
final class PromptCleaning {
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private PromptCleaning() {}

    static String clean(String text) {
        String plain = HtmlText.unescape(HtmlText.unescape(TextRepair.repair(text)));
        return SPACES.matcher(plain).replaceAll(" ").strip();
    }
}

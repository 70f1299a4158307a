package genga.wan.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// UTF-8 that was read with another charset, put right, as often as it went wrong: `cafÃ©` was `café`.
///
/// The steps are those of `fix_encoding` of ftfy 6 (Robyn Speer), and so are the cases in which it decides to leave a
/// text alone; prompts must become the same tokens as in the reference, mistakes included.
final class Mojibake {
    private static final Pattern EMBEDDED = embedded();
    private static final Pattern CONTROL = Pattern.compile("[\u0080-\u009f]");

    private Mojibake() {}

    static String undo(String text) {
        String before;
        String after = text;
        do {
            before = after;
            after = undoOnce(before);
        } while (!after.equals(before));
        return after;
    }

    private static String undoOnce(String text) {
        if (!OddNeighbours.in(text)) {
            return text;
        }
        for (CodePage page : CodePage.values()) {
            Optional<String> meant = page.bytes(text).flatMap(bytes -> meant(bytes, page));
            if (meant.isPresent()) {
                return meant.get();
            }
        }
        String parts = undoParts(text);
        return parts.equals(text) ? withoutControls(text) : parts;
    }

    /// Mac Roman has an en dash for the byte D0, and a space after a dash is nothing to repair.
    private static Optional<String> meant(String bytes, CodePage page) {
        String spaced = page == CodePage.MAC_ROMAN ? bytes : LooseUtf8.withHardSpaces(bytes);
        return LooseUtf8.read(page.tellsLostBytes() ? LooseUtf8.withLostCharacters(spaced) : spaced);
    }

    /// Puts right what was read wrong in the middle of other text.
    private static String undoParts(String text) {
        return EMBEDDED.matcher(text).replaceAll(found -> {
            String part = found.group();
            boolean odd = !part.equals(text) && OddNeighbours.in(part);
            return Matcher.quoteReplacement(odd ? undo(part) : part);
        });
    }

    /// Control characters of the C1 range were meant as Windows-1252 has them; nobody means anything else by them.
    static String withoutControls(String text) {
        return CONTROL.matcher(text)
                .replaceAll(control -> Matcher.quoteReplacement(CodePage.meantByControl(control.group())));
    }

    /// What UTF-8 of two to four bytes a character looks like in some charset or other; a space may be what became
    /// of a no-break space. It does not begin behind what looks like the middle of a character, where more is
    /// broken than can be put right; quotes, dashes, dots and bullets look like it and are themselves.
    private static Pattern embedded() {
        String inner = "[" + CodePage.alphabetic(0x80, 0xbf) + " ]";
        String inside = "[" + CodePage.alphabetic(0x80, 0xbf) + "&&[^\u2013-\u2015\u2018-\u201e\u2022\u2026]]";
        String two = "[" + CodePage.alphabetic(0xc2, 0xdf) + "]" + inner;
        String three = "[" + CodePage.alphabetic(0xe0, 0xef) + "]" + inner + "{2}";
        String four = "[" + CodePage.alphabetic(0xf0, 0xf0) + CodePage.alphabetic(0xf3, 0xf3) + "]" + inner + "{3}";
        return Pattern.compile("(?<!" + inside + ")(?:" + two + "|" + three + "|" + four + ")++");
    }
}

package genga.wan.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Broken text made whole as `fix_text` of ftfy 6 (Robyn Speer) does it with its defaults: line by line, each until
/// nothing changes any more, HTML character references, wrong charsets, forms that are only typography and characters
/// that cannot be seen.
final class TextRepair {
    /// Characters that are looked at together; a line that is longer is cut.
    private static final int LONGEST = 1_000_000;

    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u02bc\u2018-\u201b]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201c-\u201f]");
    private static final Pattern LINE_ENDS = Pattern.compile("\r\n|[\r\u0085\u2028\u2029]");
    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[\\p{Nd};]*[a-zA-Z]");
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]");

    private TextRepair() {}

    /// From the first `<` on references are left alone: that is HTML itself and no leftover of it.
    static String repair(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        boolean html = false;
        int start = 0;
        while (start < text.length()) {
            int end = endOfLine(text, start);
            String line = text.substring(start, end);
            html |= line.contains("<");
            repaired.append(repairLine(line, html));
            start = end;
        }
        return repaired.toString();
    }

    private static int endOfLine(String text, int start) {
        int found = text.indexOf('\n', start) + 1;
        int end = found == 0 ? text.length() : found;
        return text.codePointCount(start, end) > LONGEST ? text.offsetByCodePoints(start, LONGEST) : end;
    }

    private static String repairLine(String line, boolean html) {
        String before;
        String after = line;
        do {
            before = after;
            after = repairOnce(html ? before : HtmlText.unescapeClosed(before));
        } while (!after.equals(before));
        return after;
    }

    private static String repairOnce(String text) {
        String ordinary = ordinary(Mojibake.withoutControls(Mojibake.undo(text)));
        String quoted = DOUBLE_QUOTES.matcher(ordinary).replaceAll("\"");
        String straight = SINGLE_QUOTES.matcher(quoted).replaceAll("'");
        String ended = LINE_ENDS.matcher(straight).replaceAll("\n");
        String plain = TERMINAL.matcher(ended).replaceAll("");
        return Normalizer.normalize(INVISIBLE.matcher(plain).replaceAll(""), Normalizer.Form.NFC);
    }

    private static String ordinary(String text) {
        StringBuilder ordinary = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> ordinary.append(ordinary(codePoint)));
        return ordinary.toString();
    }

    /// Latin ligatures and digraphs become letters, full-width and half-width forms the usual ones, half a surrogate
    /// pair U+FFFD. Unicode would make the long s of U+FB05 a short one.
    private static String ordinary(int codePoint) {
        String character = Character.toString(codePoint);
        if (codePoint == 0xfb05) {
            return "\u017ft";
        }
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return "\ufffd";
        }
        boolean typography = isLatinLigature(codePoint) || isOfOtherWidth(codePoint);
        return typography ? Normalizer.normalize(character, Normalizer.Form.NFKC) : character;
    }

    private static boolean isLatinLigature(int codePoint) {
        return codePoint >= 0xfb00 && codePoint <= 0xfb06
                || codePoint >= 0x1c4 && codePoint <= 0x1cc
                || codePoint >= 0x1f1 && codePoint <= 0x1f3
                || codePoint == 0x132
                || codePoint == 0x133
                || codePoint == 0x149;
    }

    private static boolean isOfOtherWidth(int codePoint) {
        return codePoint == 0x3000 || codePoint >= 0xff01 && codePoint <= 0xffef;
    }
}

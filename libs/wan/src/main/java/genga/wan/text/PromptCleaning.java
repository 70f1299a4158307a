package genga.wan.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Wan does to a prompt before it is cut into tokens (Wan2.1 `wan/modules/tokenizers.py`): repair of broken
/// text, HTML character references resolved twice, white space runs made one space.
///
/// The repair follows ftfy 6: UTF-8 read as Windows-1252 is undone when a whole line allows it, or in the parts that
/// can
/// mean nothing else; ligatures are spelled out, full-width forms become ordinary ones, curly quotes straight, control
/// characters and terminal colours vanish,
/// accents are composed (NFC). ftfy's statistics on half-broken text are not repeated.
final class PromptCleaning {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LINE_END = Pattern.compile("(?<=\n)");
    /// UTF-8 of Latin-1 letters and of quotes and dashes read as Windows-1252: pairs and triples no text has by itself.
    private static final Pattern READ_WRONG = Pattern.compile(
            "(?:[\u00c2\u00c3][\u00a0-\u00aa\u00ac-\u00ba\u00bc-\u00bf\u0160\u0161\u0178\u017d\u017e\u0152\u0153\u20ac\u2030\u2020\u2021\u0192\u02c6]"
                    + "|\u00e2\u20ac[\u02dc\u2122\u0153\u009d\u201c\u201d\u00a6\u00a2])+");
    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[\\d;]*[a-zA-Z]");
    private static final Pattern CONTROLS =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffc]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\\u02bc\\u2018-\\u201b]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\\u201c-\\u201f]");
    private static final Map<Character, String> LIGATURES = Map.ofEntries(
            Map.entry('\ufb00', "ff"),
            Map.entry('\ufb01', "fi"),
            Map.entry('\ufb02', "fl"),
            Map.entry('\ufb03', "ffi"),
            Map.entry('\ufb04', "ffl"),
            Map.entry('\ufb05', "\u017ft"),
            Map.entry('\ufb06', "st"),
            Map.entry('\u0132', "IJ"),
            Map.entry('\u0133', "ij"),
            Map.entry('\u0149', "\u02bcn"),
            Map.entry('\u01c4', "D\u017d"),
            Map.entry('\u01c5', "D\u017e"),
            Map.entry('\u01c6', "d\u017e"),
            Map.entry('\u01c7', "LJ"),
            Map.entry('\u01c8', "Lj"),
            Map.entry('\u01c9', "lj"),
            Map.entry('\u01ca', "NJ"),
            Map.entry('\u01cb', "Nj"),
            Map.entry('\u01cc', "nj"),
            Map.entry('\u01f1', "DZ"),
            Map.entry('\u01f2', "Dz"),
            Map.entry('\u01f3', "dz"));

    private PromptCleaning() {}

    static String clean(String text) {
        String repaired = repair(text);
        String plain = HtmlText.unescape(HtmlText.unescape(repaired));
        return SPACES.matcher(plain).replaceAll(" ").strip();
    }

    /// Repairs line by line, each until nothing changes any more. From the first `<` on, references are left alone:
    /// that
    /// is HTML itself and no leftover of it.
    private static String repair(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        boolean html = false;
        for (String line : LINE_END.split(text)) {
            html |= line.contains("<");
            String before;
            String after = line;
            do {
                before = after;
                after = repairOnce(before, html);
            } while (!after.equals(before));
            repaired.append(after);
        }
        return repaired.toString();
    }

    private static String repairOnce(String text, boolean html) {
        String unescaped = html ? text : HtmlText.unescapeClosed(text);
        String ordinary = ordinaryForms(undoWrongCharset(unescaped));
        String straight = DOUBLE_QUOTES
                .matcher(SINGLE_QUOTES.matcher(ordinary).replaceAll("'"))
                .replaceAll("\"");
        String visible =
                CONTROLS.matcher(TERMINAL.matcher(straight).replaceAll("")).replaceAll("");
        return Normalizer.normalize(visible, Normalizer.Form.NFC);
    }

    /// If every character has a Windows-1252 byte and the bytes are UTF-8 with something beyond ASCII, they were UTF-8.
    private static String undoWrongCharset(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        boolean beyondAscii = false;
        for (int i = 0; i < text.length(); i++) {
            int value = windowsByte(text.charAt(i));
            if (value < 0) {
                return undoWrongParts(text);
            }
            beyondAscii |= value > 0x7f;
            bytes.put((byte) value);
        }
        if (!beyondAscii) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return undoWrongParts(text);
        }
    }

    /// Undoes it where only parts were read wrong and cannot be meant as they stand.
    private static String undoWrongParts(String text) {
        return READ_WRONG.matcher(text).replaceAll(part -> Matcher.quoteReplacement(utf8(part.group())));
    }

    private static String utf8(String windows) {
        byte[] bytes = new byte[windows.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) windowsByte(windows.charAt(i));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The character's byte, where the five unassigned bytes stand for themselves; -1 if it has none.
    private static int windowsByte(char character) {
        if (character < 0xa0) {
            return character;
        }
        ByteBuffer encoded = WINDOWS.encode(CharBuffer.wrap(new char[] {character}));
        int value = encoded.get(0) & 0xff;
        return value == '?' ? -1 : value;
    }

    private static String ordinaryForms(String text) {
        StringBuilder ordinary = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            String ligature = LIGATURES.get(character);
            if (ligature != null) {
                ordinary.append(ligature);
            } else if (character == '\u3000' || (character >= '\uff01' && character <= '\uffee')) {
                ordinary.append(Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFKC));
            } else {
                ordinary.append(
                        character >= '\u0080' && character <= '\u009f' ? windowsCharacter(character) : character);
            }
        }
        return ordinary.toString();
    }

    private static char windowsCharacter(char control) {
        char read = WINDOWS.decode(ByteBuffer.wrap(new byte[] {(byte) control})).get(0);
        return read == '\ufffd' ? control : read;
    }
}

package genga.wan.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// UTF-8 as it is found: with spaces for no-break spaces, with lost bytes, as CESU-8 and as Java's modified UTF-8.
/// Bytes are characters of Latin-1 here, so that patterns can be told of them.
///
/// What counts as such is what ftfy 6 (Robyn Speer) takes for it.
final class LooseUtf8 {
    private static final String INNER = "[\u0080-\u00bf]";
    private static final String LOST = "[\u001a?]";

    /// `à` as a word of its own, whose second byte and the space behind it became one; not where a Portuguese word
    /// beginning with `à` goes on.
    private static final Pattern A_GRAVE = Pattern.compile("\u00c3 (?! |quele|quela|quilo|s )");

    /// Characters of which one byte is a space and would be A0, where that makes a likely character.
    private static final Pattern SPACED = Pattern.compile(anyOf(
            "[\u00c2\u00c3\u00c5\u00ce\u00d0\u00d9] ",
            "[\u00e2\u00e3] [\u0080-\u00bf&&[^\u0085\u00a0]]",
            "[\u00e0-\u00e3][\u0080-\u00bf&&[^\u0085\u00a0]] ",
            withOne(" ", "\u00f0", INNER, 3)));

    /// Characters that lost a byte, which left 1A or a question mark; of a pair of surrogates (CESU-8) either half may
    /// have.
    private static final Pattern DAMAGED = Pattern.compile(anyOf(
            "[\u00c2-\u00df]\u001a",
            "[\u00c2\u00c3]\\?",
            surrogates(LOST, "[\u001a?\u0080-\u00bf]"),
            surrogates("[\u001a?\u0080-\u00bf]", LOST),
            withOne(LOST, "[\u00e0-\u00ef]", "[\u001a\u0080-\u00bf]", 2),
            withOne(LOST, "[\u00f0-\u00f4]", "[\u001a\u0080-\u00bf]", 3),
            "\u001a"));

    /// What UTF-8 does not allow: the zero in two bytes and characters as two surrogates. As in ftfy the end of the
    /// line stands for a last byte that is missing.
    private static final Pattern SPECIAL = Pattern.compile(
            anyOf("\u00c0(?:\u0080|\n\\z)", surrogates("([\u0080-\u00bf])", "([\u0080-\u00bf]|\n\\z)")));

    private static final String LOST_CHARACTER = "\u00ef\u00bf\u00bd";

    private LooseUtf8() {}

    /// Bytes in which spaces are no-break spaces where that makes characters of them.
    static String withHardSpaces(String bytes) {
        String words = A_GRAVE.matcher(bytes).replaceAll("\u00c3\u00a0 ");
        return SPACED.matcher(words).replaceAll(found -> found.group().replace(' ', '\u00a0'));
    }

    /// Bytes in which each character that lost some is U+FFFD.
    static String withLostCharacters(String bytes) {
        return DAMAGED.matcher(bytes).replaceAll(LOST_CHARACTER);
    }

    /// The text; empty if the bytes are not even loosely UTF-8.
    static Optional<String> read(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        Matcher special = SPECIAL.matcher(bytes);
        int from = 0;
        try {
            while (special.find()) {
                text.append(strictly(bytes.substring(from, special.start())));
                text.appendCodePoint(special.group(1) == null ? 0 : codePoint(special.group()));
                from = special.end();
            }
            return Optional.of(text.append(strictly(bytes.substring(from))).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String strictly(String bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .toString();
    }

    /// `1110 1101 1010 aaaa 10bb bbbb 1110 1101 1011 cccc 10dd dddd` is `1_0000 + aaaa bbbb bbcc ccdd dddd` (CESU-8,
    /// Unicode Technical Report 26).
    private static int codePoint(String bytes) {
        int high = (bytes.charAt(1) & 0x0f) << 6 | bytes.charAt(2) & 0x3f;
        int low = (bytes.charAt(4) & 0x0f) << 6 | bytes.charAt(5) & 0x3f;
        return Character.MIN_SUPPLEMENTARY_CODE_POINT + (high << 10 | low);
    }

    private static String surrogates(String endOfHigh, String endOfLow) {
        return "\u00ed[\u00a0-\u00af]" + endOfHigh + "\u00ed[\u00b0-\u00bf]" + endOfLow;
    }

    /// A lead byte and `count` others, one of which is `odd`.
    private static String withOne(String odd, String lead, String other, int count) {
        StringJoiner sequences = new StringJoiner("|");
        for (int i = 0; i < count; i++) {
            sequences.add(lead + other.repeat(i) + odd + other.repeat(count - 1 - i));
        }
        return sequences.toString();
    }

    private static String anyOf(String... sequences) {
        return String.join("|", sequences);
    }
}

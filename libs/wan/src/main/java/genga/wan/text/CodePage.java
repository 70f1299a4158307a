package genga.wan.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Charsets of one byte a character that UTF-8 is often read with by mistake, the likeliest first.
///
/// The Windows ones leave some bytes without a character; as browsers do, and the "sloppy" charsets of ftfy 6 (Robyn
/// Speer), such a byte stands for the control character of its number. In them byte 1A, the substitute, stands for
/// U+FFFD, which is what a lost byte left behind.
enum CodePage {
    LATIN_1("ISO-8859-1"),
    WINDOWS_1252("windows-1252"),
    WINDOWS_1251("windows-1251"),
    WINDOWS_1250("windows-1250"),
    WINDOWS_1253("windows-1253"),
    WINDOWS_1254("windows-1254"),
    WINDOWS_1257("windows-1257"),
    LATIN_2("ISO-8859-2"),
    MAC_ROMAN("x-MacRoman"),
    DOS_437("IBM437");

    private static final int BYTES = 256;
    private static final char SUBSTITUTE = 0x1a;
    private static final char LOST = '\ufffd';

    private final boolean windows;
    private final char[] characters = new char[BYTES];
    private final Map<Character, Character> numbers = new HashMap<>();

    CodePage(String charset) {
        windows = charset.startsWith("windows");
        for (char number = 0; number < BYTES; number++) {
            characters[number] = read(number, Charset.forName(charset));
            numbers.put(characters[number], number);
        }
    }

    private char read(char number, Charset charset) {
        if (windows && number == SUBSTITUTE) {
            return LOST;
        }
        char read = new String(new byte[] {(byte) number}, charset).charAt(0);
        return read == LOST ? number : read;
    }

    /// Whether a lost byte can be told from others.
    boolean tellsLostBytes() {
        return windows;
    }

    /// The bytes that read as `text`, as characters of Latin-1; empty if there are none.
    Optional<String> bytes(String text) {
        StringBuilder bytes = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            Character number = numbers.get(text.charAt(i));
            if (number == null) {
                return Optional.empty();
            }
            bytes.append(number.charValue());
        }
        return Optional.of(bytes.toString());
    }

    /// The text that bytes are read as.
    String read(byte... bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte number : bytes) {
            text.append(characters[Byte.toUnsignedInt(number)]);
        }
        return text.toString();
    }

    /// A control character of the C1 range, as what Windows-1252 has in its place.
    static String meantByControl(String control) {
        return WINDOWS_1252.read(control.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// What the bytes `from` to `to` read as in the charsets of the alphabets, Latin-1 and the Windows ones.
    static String alphabetic(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .boxed()
                .flatMap(number -> IntStream.rangeClosed(LATIN_1.ordinal(), WINDOWS_1257.ordinal())
                        .mapToObj(page -> values()[page].characters[number]))
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}

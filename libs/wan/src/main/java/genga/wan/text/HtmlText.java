package genga.wan.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// HTML character references, resolved as Python's `html.unescape` does, which Wan2.1 calls: decimal, hexadecimal and
/// all names of HTML 5 (WHATWG, "Named character references").
final class HtmlText {
    private static final Pattern REFERENCE = Pattern.compile(
            "&(?:#0*([0-9]{1,8})[0-9]*;?|#[xX]0*([0-9a-fA-F]{1,7})[0-9a-fA-F]*;?|([^\\t\\n\\f <&#;]{1,32};?))");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Properties NAMES = names();
    private static final String WITHOUT_SEMICOLON = "*";

    private HtmlText() {}

    /// Resolves every reference once. Some old names need no semicolon after them, and may begin a longer word.
    static String unescape(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(resolve(match)));
    }

    private static String resolve(MatchResult match) {
        if (match.group(1) != null) {
            return character(Integer.parseInt(match.group(1)));
        }
        if (match.group(2) != null) {
            return character(Integer.parseInt(match.group(2), 16));
        }
        return named(match.group(3)).orElseGet(match::group);
    }

    private static Optional<String> named(String reference) {
        if (reference.endsWith(";")) {
            String characters = NAMES.getProperty(reference.substring(0, reference.length() - 1));
            if (characters != null) {
                return Optional.of(characters(characters));
            }
        }
        for (int length = reference.length(); length > 1; length--) {
            String characters = NAMES.getProperty(reference.substring(0, length));
            if (characters != null && characters.startsWith(WITHOUT_SEMICOLON)) {
                return Optional.of(characters(characters) + reference.substring(length));
            }
        }
        return Optional.empty();
    }

    private static String characters(String codePoints) {
        return Stream.of(codePoints.replace(WITHOUT_SEMICOLON, "").split(" "))
                .map(hex -> Character.toString(Integer.parseInt(hex, 16)))
                .collect(Collectors.joining());
    }

    /// Numbers of the C1 range mean Windows-1252, as browsers read them; those of no character vanish.
    private static String character(int codePoint) {
        if (codePoint >= 0x80 && codePoint <= 0x9f) {
            String read = WINDOWS.decode(ByteBuffer.wrap(new byte[] {(byte) codePoint}))
                    .toString();
            return read.equals("\ufffd") ? Character.toString(codePoint) : read;
        }
        if (codePoint == 0 || codePoint > Character.MAX_CODE_POINT || isSurrogate(codePoint)) {
            return "\ufffd";
        }
        return isNoCharacter(codePoint) ? "" : Character.toString(codePoint);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isNoCharacter(int codePoint) {
        boolean control =
                codePoint < 0x20 && codePoint != '\t' && codePoint != '\n' && codePoint != '\f' && codePoint != '\r';
        boolean reserved = codePoint >= 0xfdd0 && codePoint <= 0xfdef || (codePoint & 0xfffe) == 0xfffe;
        return control || codePoint == 0x7f || reserved;
    }

    private static Properties names() {
        Properties names = new Properties();
        try (InputStream in = HtmlText.class.getResourceAsStream("entities.properties")) {
            names.load(in);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of HTML names could not be read", e);
        }
    }
}

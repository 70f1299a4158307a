package genga.wan.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTML character references: decimal, hexadecimal and by name, read as browsers read broken ones (WHATWG HTML,
/// section 13.2.5.73 on).
final class HtmlText {
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([^\\t\\n\\f <&#;]{1,32};?))");
    private static final Pattern CLOSED = Pattern.compile("&#?[0-9A-Za-z]{1,24};");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;
    private static final Properties NAMES = names();

    private HtmlText() {}

    /// Resolves every reference once.
    static String unescape(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(resolve(match)));
    }

    /// Resolves those references once that end in a semicolon and are whole: a name with nothing left over, or a
    /// number that becomes something else than a semicolon. A name in capitals that nobody has means the capital of
    /// its small one, as ftfy 6 takes it: `&EACUTE;` is É.
    static String unescapeClosed(String text) {
        return CLOSED.matcher(text).replaceAll(match -> Matcher.quoteReplacement(resolveClosed(match.group())));
    }

    private static String resolveClosed(String reference) {
        String name = reference.substring(1);
        String resolved = unescape(reference);
        if (name.startsWith("#")) {
            return resolved.contains(";") ? reference : resolved;
        }
        if (NAMES.containsKey(name)) {
            return resolved;
        }
        String small = name.toLowerCase(Locale.ROOT);
        boolean capital = name.equals(name.toUpperCase(Locale.ROOT)) && NAMES.containsKey(small);
        return capital && resolved.equals(reference) ? unescape("&" + small).toUpperCase(Locale.ROOT) : reference;
    }

    private static String resolve(MatchResult match) {
        if (match.group(1) != null) {
            return character(new BigInteger(match.group(1), DECIMAL));
        }
        if (match.group(2) != null) {
            return character(new BigInteger(match.group(2), HEXADECIMAL));
        }
        return named(match.group(3));
    }

    /// The longest known name that `text` begins with; few are known without their semicolon.
    private static String named(String text) {
        for (int length = text.length(); length > 1; length--) {
            String known = NAMES.getProperty(text.substring(0, length));
            if (known != null) {
                StringBuilder resolved = new StringBuilder();
                for (String hex : known.split(" ")) {
                    resolved.appendCodePoint(Integer.parseInt(hex, HEXADECIMAL));
                }
                return resolved + text.substring(length);
            }
        }
        return "&" + text;
    }

    /// Numbers of the C1 range mean Windows-1252; what is no character vanishes, what cannot be one is U+FFFD.
    private static String character(BigInteger number) {
        int codePoint = number.bitLength() < Integer.SIZE ? number.intValue() : Integer.MAX_VALUE;
        if (codePoint == 0 || codePoint > Character.MAX_CODE_POINT || isSurrogate(codePoint)) {
            return "\ufffd";
        }
        if (codePoint >= 0x80 && codePoint <= 0x9f) {
            String read = WINDOWS.decode(ByteBuffer.wrap(new byte[] {(byte) codePoint}))
                    .toString();
            return read.equals("\ufffd") ? Character.toString(codePoint) : read;
        }
        return isNoCharacter(codePoint) ? "" : Character.toString(codePoint);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isNoCharacter(int codePoint) {
        boolean control = codePoint < 0x20 && "\t\n\f\r".indexOf(codePoint) < 0 || codePoint == 0x7f;
        return control || codePoint >= 0xfdd0 && codePoint <= 0xfdef || (codePoint & 0xfffe) == 0xfffe;
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

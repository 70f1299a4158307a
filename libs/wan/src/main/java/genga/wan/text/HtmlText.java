package genga.wan.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTML character references: decimal, hexadecimal and the names of HTML 4.
final class HtmlText {
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}))(;?)");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Properties NAMES = names();

    private HtmlText() {}

    /// Resolves every reference once. A name must end in a semicolon unless its character is of Latin-1.
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
        String hex = NAMES.getProperty(match.group(3));
        if (hex == null) {
            return match.group();
        }
        int codePoint = Integer.parseInt(hex, 16);
        return match.group(4).isEmpty() && codePoint > 0xff ? match.group() : Character.toString(codePoint);
    }

    /// Numbers of the C1 range mean Windows-1252, as browsers read them.
    private static String character(int codePoint) {
        if (codePoint >= 0x80 && codePoint <= 0x9f) {
            return WINDOWS.decode(ByteBuffer.wrap(new byte[] {(byte) codePoint}))
                    .toString();
        }
        boolean valid = codePoint > 0 && codePoint <= Character.MAX_CODE_POINT && !isSurrogate(codePoint);
        return valid ? Character.toString(codePoint) : "\ufffd";
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
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

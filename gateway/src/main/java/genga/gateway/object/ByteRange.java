package genga.gateway.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of an object that a `Range` header asks for (RFC 9110, section 14).
///
/// @param first byte, from 0
/// @param last  byte, included
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return last - first + 1;
    }

    /// @return nothing where the header asks for no single range of bytes, which means the whole object
    /// @throws Unsatisfiable where it asks for bytes that the object does not have
    static Optional<ByteRange> of(String header, long size) throws Unsatisfiable {
        Matcher range = SINGLE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(range.group(2)), size);
            return Optional.of(satisfiable(size - suffix, size - 1, size));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (last < first && first < size) {
            return Optional.empty();
        }
        return Optional.of(satisfiable(first, Math.min(last, size - 1), size));
    }

    private static ByteRange satisfiable(long first, long last, long size) throws Unsatisfiable {
        if (first >= size || last < first) {
            throw new Unsatisfiable();
        }
        return new ByteRange(first, last);
    }

    /// The object has none of these bytes.
    static final class Unsatisfiable extends Exception {
        Unsatisfiable() {
            super("no such bytes");
        }
    }
}

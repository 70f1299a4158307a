package genga.wan.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The SHA-256 of a model file, worked out once: it is kept beside the file as `NAME.sha256` in the form of the
/// `sha256sum` program and believed for as long as the file is not newer.
public final class FileHash {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  .+\\R?");

    private FileHash() {}

    /// 64 lower-case hex digits.
    public static String of(Path file) {
        try {
            Optional<String> noted = noted(file);
            if (noted.isPresent() && !isOlder(beside(file), file)) {
                return noted.get();
            }
            String hash = compute(file);
            keep(beside(file), "%s  %s%n".formatted(hash, file.getFileName()));
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException("model file %s cannot be hashed".formatted(file), e);
        }
    }

    /// What is noted beside the file, whatever its age.
    static Optional<String> noted(Path file) {
        try {
            if (!Files.exists(beside(file))) {
                return Optional.empty();
            }
            Matcher line = LINE.matcher(Files.readString(beside(file)));
            return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("hash of model file %s cannot be read".formatted(file), e);
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    private static boolean isOlder(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) < 0;
    }

    static String compute(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// A models folder that cannot be written to costs the time to hash again, nothing more.
    private static void keep(Path beside, String line) throws IOException {
        if (Files.isWritable(beside.getParent())) {
            // createTempFile would make a file for its owner alone, and services of other users read this folder too
            Path partial = beside.resolveSibling(".sha256-" + UUID.randomUUID() + ".partial");
            Files.writeString(partial, line);
            Files.move(partial, beside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

package genga.standalone.studio;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// The key pair of the embedded object store.
record StoreKeys(String accessKey, String secretKey) {

    private static final int SECRET_BYTES = 24;

    /// The pair kept in the file; made at random when there is no file yet. Only the owner can read the file.
    static StoreKeys keptIn(Path file) throws IOException {
        if (Files.notExists(file)) {
            write(file);
        }
        Properties kept = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            kept.load(text);
        }
        String access = kept.getProperty("access-key");
        String secret = kept.getProperty("secret-key");
        if (access == null || secret == null) {
            throw new Refusal("the store's keys in " + file + " are damaged: expected access-key and secret-key;"
                    + " delete the file and start again, the objects stay");
        }
        return new StoreKeys(access, secret);
    }

    private static void write(Path file) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Properties made = new Properties();
        made.setProperty("access-key", "genga");
        made.setProperty("secret-key", HexFormat.of().formatHex(secret));
        StringWriter text = new StringWriter();
        made.store(text, "keys of the embedded object store");
        Path whole = Files.createTempFile(file.getParent(), "keys", ".part", ownerOnly());
        Files.writeString(whole, text.toString());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

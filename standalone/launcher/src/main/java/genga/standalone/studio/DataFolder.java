package genga.standalone.studio;

import genga.standalone.child.ProcessNotes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder a studio keeps everything in, held by one launcher at a time.
///
/// The hold is a lock of the operating system: it ends with the launcher, however that ends.
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Takes hold of the folder and waits for processes of a launcher that was killed here.
    ///
    /// @throws Refusal when another launcher holds it
    static DataFolder claim(Path root) throws IOException {
        Files.createDirectories(root);
        FileChannel channel = FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            String holder = pidIn(channel);
            channel.close();
            throw new Refusal(
                    "a studio already runs on %s, started by process %s; stop it (Ctrl-C in its terminal, or kill %s)"
                                    .formatted(root, holder, holder)
                            + " or name another folder with --data");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        DataFolder folder = new DataFolder(root, channel);
        folder.processes().awaitEndOfAll();
        Files.createDirectories(folder.logs());
        return folder;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static String pidIn(FileChannel channel) throws IOException {
        ByteBuffer digits = ByteBuffer.allocate(20);
        channel.read(digits, 0);
        return StandardCharsets.US_ASCII.decode(digits.flip()).toString();
    }

    Path logs() {
        return root.resolve("logs");
    }

    StoreKeys storeKeys() throws IOException {
        return StoreKeys.keptIn(root.resolve("store-keys.properties"));
    }

    ProcessNotes processes() {
        return new ProcessNotes(root.resolve("processes"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}

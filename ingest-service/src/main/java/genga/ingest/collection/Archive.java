package genga.ingest.collection;

import genga.chassis.Refused;
import genga.contracts.vocabulary.Problem;
import genga.ingest.IngestConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// A zip that a stranger may have made. Entries are read by name and written under names of our own; what a name, a
/// size or a link in it claims is never acted on.
final class Archive implements AutoCloseable {
    private static final int BLOCK = 1 << 16;
    /// Under this size the compression of an entry is nobody's concern: short texts compress well.
    private static final long RATIO_MATTERS = 1 << 20;
    /// A name, its attributes and a comment; far more than programs write for one entry.
    private static final long DIRECTORY_BYTES_PER_ENTRY = 512;

    private final ZipFile zip;
    private final IngestConfig.Collections limits;
    private final Map<String, ZipArchiveEntry> entries;
    private final List<String> refusals;
    private long taken;

    private Archive(ZipFile zip, IngestConfig.Collections limits) {
        this.zip = zip;
        this.limits = limits;
        this.entries = new TreeMap<>();
        this.refusals = new ArrayList<>();
    }

    /// @throws Refused when it is no zip that can be read, or one of too many entries
    static Archive open(Path file, IngestConfig.Collections limits) throws IOException {
        if (ZipDirectory.bytes(file) > limits.entries() * DIRECTORY_BYTES_PER_ENTRY) {
            throw tooMany("a directory that is longer than that of so many", limits);
        }
        ZipFile zip;
        try {
            zip = ZipFile.builder().setPath(file).get();
        } catch (IOException | IllegalArgumentException damaged) {
            Problem problem = new Problem(
                    "zip", "a damaged one (" + damaged.getMessage() + ")", "a zip file", "make the zip anew");
            throw new Refused(problem, damaged);
        }
        Archive archive = new Archive(zip, limits);
        List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
        if (all.size() > limits.entries()) {
            zip.close();
            throw tooMany(Integer.toString(all.size()), limits);
        }
        all.forEach(archive::look);
        return archive;
    }

    private static Refused tooMany(String found, IngestConfig.Collections limits) {
        return new Refused(new Problem(
                "zip", found, "at most %d entries".formatted(limits.entries()), "split it into several zips"));
    }

    private void look(ZipArchiveEntry entry) {
        String name = entry.getName().replace('\\', '/');
        if (entry.isDirectory() || EntryName.hidden(name)) {
            return;
        }
        try {
            check(entry, name);
            entries.put(name, entry);
        } catch (EntryRefused refused) {
            refusals.add(refused.getMessage());
        }
    }

    private void check(ZipArchiveEntry entry, String name) throws EntryRefused {
        if (EntryName.leadsOut(name)) {
            throw new EntryRefused(name, "a name that leads out of the zip; the entry was left out");
        }
        if (entry.isUnixSymlink()) {
            throw new EntryRefused(name, "a link was left out; put the file itself into the zip");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new EntryRefused(name, "an encrypted entry was left out; make the zip without a password");
        }
        if (!zip.canReadEntryData(entry)) {
            throw new EntryRefused(name, "a way of packing that is not known; make the zip with deflate or store");
        }
        if (EntryName.extension(name).equals("zip")) {
            throw new EntryRefused(name, "a zip inside the zip was left out; unpack it, or upload it by itself");
        }
        if (entries.containsKey(name)) {
            throw new EntryRefused(name, "a second entry of that name was left out");
        }
    }

    /// Names of what can be read, sorted.
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /// What cannot, one sentence each.
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /// Writes an entry to a file, as long as it is no longer than the limits allow, whatever it claims.
    void extract(String name, Path file) throws IOException, EntryRefused {
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(name, limits.entryBytes(), out);
        }
    }

    /// @param most bytes
    void copy(String name, long most, OutputStream out) throws IOException, EntryRefused {
        ZipArchiveEntry entry = entries.get(name);
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(opened(entry, name), sum)) {
            byte[] block = new byte[BLOCK];
            long bytes = 0;
            for (int read = next(in, block, name); read >= 0; read = next(in, block, name)) {
                bytes += read;
                taken += read;
                watch(entry, name, bytes, most);
                out.write(block, 0, read);
            }
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new EntryRefused(name, "damaged in the zip, its checksum is another; make the zip anew");
        }
    }

    private InputStream opened(ZipArchiveEntry entry, String name) throws EntryRefused {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | IllegalArgumentException damaged) {
            throw new EntryRefused(name, "damaged in the zip (" + damaged.getMessage() + ")");
        }
    }

    /// Only reading is the entry's fault; where writing fails, the disk is full.
    private static int next(InputStream in, byte[] block, String name) throws EntryRefused {
        try {
            return in.read(block);
        } catch (IOException | IllegalArgumentException damaged) {
            throw new EntryRefused(name, "damaged in the zip (" + damaged.getMessage() + ")");
        }
    }

    private void watch(ZipArchiveEntry entry, String name, long bytes, long most) throws EntryRefused {
        if (bytes > most) {
            throw new EntryRefused(name, "longer than the %d bytes allowed".formatted(most));
        }
        if (taken > limits.totalBytes()) {
            throw new EntryRefused(
                    name, "with it the zip unpacks to more than the %d bytes allowed".formatted(limits.totalBytes()));
        }
        if (bytes > RATIO_MATTERS && bytes / Math.max(1, entry.getCompressedSize()) > limits.ratio()) {
            throw new EntryRefused(
                    name, "packed more than %d-fold, which no clip or picture can be".formatted(limits.ratio()));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

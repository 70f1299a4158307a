package genga.wan.tensor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs script text as the smallest TorchScript archive libtorch loads: four stored zip entries under one folder.
///
/// - `data.pkl`: protocol 2, a `__torch__.Ops` object without attributes
/// - `code/__torch__.py`: the script text
/// - `constants.pkl`: an empty tuple
/// - `version`: `10`, the newest file format libtorch 2.7.1 reads
final class ScriptArchive {
    private static final byte[] DATA = "\u0080\u0002c__torch__\nOps\n)\u0081}b.".getBytes(ISO_8859_1);
    private static final byte[] CONSTANTS = "\u0080\u0002).".getBytes(ISO_8859_1);

    private ScriptArchive() {}

    static byte[] of(String script) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", DATA);
            store(zip, "code/__torch__.py", script.getBytes(UTF_8));
            store(zip, "constants.pkl", CONSTANTS);
            store(zip, "version", "10\n".getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("script/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

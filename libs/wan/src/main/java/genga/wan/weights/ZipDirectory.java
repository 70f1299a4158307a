package genga.wan.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The entries of a mapped zip archive whose members are stored, not compressed: each is a range of the file.
///
/// Format: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.14-16 (ends), 4.5.3
/// (64-bit extra field). Every offset is checked before it is followed, and no two members may share a byte.
final class ZipDirectory {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_LENGTH = 20;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int MAX_COMMENT = 0xffff;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int EXTRA64 = 1;
    private static final int MAX_ENTRIES = 200_000;

    private final MemorySegment file;
    private final Map<String, Range> entries = new LinkedHashMap<>();

    /// Where a member's bytes lie in the file.
    record Range(long begin, long bytes) {
        long end() {
            return begin + bytes;
        }
    }

    private record Directory(long begin, long count) {}

    private ZipDirectory(MemorySegment file) {
        this.file = file;
    }

    static Map<String, Range> read(MemorySegment file) {
        ZipDirectory zip = new ZipDirectory(file);
        try {
            zip.readEntries(zip.directory());
        } catch (IndexOutOfBoundsException e) {
            throw new WeightsException("its zip directory points outside the file; is it cut short? fetch it again", e);
        }
        zip.checkDisjoint();
        return Collections.unmodifiableMap(zip.entries);
    }

    private Directory directory() {
        long last = file.byteSize() - END_LENGTH;
        for (long at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
            if (file.get(U32, at) == END) {
                long begin = unsigned32(at + 16);
                long count = unsigned16(at + 10);
                long locator = at - LOCATOR64_LENGTH;
                boolean wide = locator >= 0 && file.get(U32, locator) == LOCATOR64;
                return wide ? directory64(file.get(U64, locator + 8)) : new Directory(begin, count);
            }
        }
        throw new WeightsException("its zip directory is missing; is it cut short? fetch it again");
    }

    private Directory directory64(long at) {
        if (file.get(U32, at) != END64) {
            throw new WeightsException("its 64-bit zip directory is not where the file says; fetch it again");
        }
        return new Directory(file.get(U64, at + 48), file.get(U64, at + 32));
    }

    private void readEntries(Directory directory) {
        if (directory.count < 0 || directory.count > MAX_ENTRIES) {
            throw new WeightsException("its zip directory claims %s members; expected at most %d: fetch it again"
                    .formatted(Long.toUnsignedString(directory.count), MAX_ENTRIES));
        }
        long at = directory.begin;
        for (long entry = 0; entry < directory.count; entry++) {
            if (file.get(U32, at) != CENTRAL) {
                throw new WeightsException(
                        "zip member %d of %d is damaged; fetch it again".formatted(entry, directory.count));
            }
            readEntry(at);
            at += CENTRAL_LENGTH + unsigned16(at + 28) + unsigned16(at + 30) + unsigned16(at + 32);
        }
    }

    private void readEntry(long at) {
        String name = text(at + CENTRAL_LENGTH, unsigned16(at + 28));
        if ((unsigned16(at + 8) & 1) != 0 || unsigned16(at + 10) != 0) {
            throw new WeightsException("zip member " + name
                    + " is compressed or encrypted, but torch stores them as they are; fetch it again");
        }
        long[] wide = {unsigned32(at + 24), unsigned32(at + 20), unsigned32(at + 42)};
        readExtra(at + CENTRAL_LENGTH + unsigned16(at + 28), unsigned16(at + 30), wide);
        long bytes = wide[0];
        long local = wide[2];
        if (bytes < 0 || bytes != wide[1] || file.get(U32, local) != LOCAL) {
            throw new WeightsException("zip member " + name + " has sizes or a place that cannot be; fetch it again");
        }
        if (!text(local + LOCAL_LENGTH, unsigned16(local + 26)).equals(name)) {
            throw new WeightsException("zip member " + name + " is called otherwise where it lies; fetch it again");
        }
        long begin = local + LOCAL_LENGTH + unsigned16(local + 26) + unsigned16(local + 28);
        if (bytes > file.byteSize() - begin) {
            throw new WeightsException(
                    "zip member %s needs %d bytes, but the file ends %d after its start; fetch it again"
                            .formatted(name, bytes, file.byteSize() - begin));
        }
        if (entries.put(name, new Range(begin, bytes)) != null) {
            throw new WeightsException("zip member " + name + " is there twice; fetch it again");
        }
    }

    /// Fills in what did not fit 32 bits; the extra field holds only those values, in this order.
    private void readExtra(long begin, int length, long[] wide) {
        long at = begin;
        while (at + 4 <= begin + length) {
            int size = unsigned16(at + 2);
            if (unsigned16(at) == EXTRA64) {
                long value = at + 4;
                for (int i = 0; i < wide.length; i++) {
                    if (wide[i] == IN_EXTRA) {
                        wide[i] = file.get(U64, value);
                        value += Long.BYTES;
                    }
                }
            }
            at += 4L + size;
        }
    }

    private void checkDisjoint() {
        List<Map.Entry<String, Range>> inOrder = new ArrayList<>(entries.entrySet());
        inOrder.sort(Comparator.comparingLong(named -> named.getValue().begin()));
        for (int i = 1; i < inOrder.size(); i++) {
            if (inOrder.get(i).getValue().begin()
                    < inOrder.get(i - 1).getValue().end()) {
                throw new WeightsException("zip members %s and %s overlap; fetch it again"
                        .formatted(inOrder.get(i - 1).getKey(), inOrder.get(i).getKey()));
            }
        }
    }

    private String text(long at, int length) {
        return new String(file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private int unsigned16(long at) {
        return Short.toUnsignedInt(file.get(U16, at));
    }

    private long unsigned32(long at) {
        return Integer.toUnsignedLong(file.get(U32, at));
    }
}

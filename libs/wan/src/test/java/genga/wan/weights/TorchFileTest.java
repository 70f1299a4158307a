package genga.wan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.TensorScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files under `src/test/resources/weights` are what `torch.save` of torch 2.13 wrote.
class TorchFileTest {
    private static final Path SAVED = Path.of("src/test/resources/weights");

    /// `{"x": tensor}`: storage `0` of two floats, offset, shape and stride of the tensor to be filled in.
    private static final String PICKLE = "\u0080\u0002}X\u0001\u0000\u0000\u0000x"
            + "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\n"
            + "X\u0001\u0000\u0000\u00000X\u0003\u0000\u0000\u0000cpuK\u0002tQK%c(K%ct(K%ct\u0089}tRs.";

    @TempDir
    Path folder;

    @Test
    void aStateDictionaryIsReadInPlace() {
        try (Weights weights = Weights.open(SAVED.resolve("state.pth"));
                TensorScope scope = TensorScope.open()) {
            assertThat(weights.names())
                    .containsExactly("a.weight", "b", "bf", "half", "scalar", "fp8", "param", "empty");
            assertThat(weights.shape("a.weight")).containsExactly(3, 4);
            assertThat(weights.tensor(scope, "a.weight").toFloats())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            assertThat(weights.tensor(scope, "b").toFloats()).containsExactly(4, 5, 6, 7);
            assertThat(weights.tensor(scope, "bf").toFloats()).containsExactly(1.5f, -2, 0.25f);
            assertThat(weights.dtype("half")).isEqualTo(DType.F16);
            assertThat(weights.tensor(scope, "scalar").toFloats()).containsExactly(7);
            assertThat(weights.dtype("fp8")).isEqualTo(DType.F8_E4M3);
            assertThat(weights.tensor(scope, "fp8").toFloats()).containsExactly(1, -448);
            assertThat(weights.tensor(scope, "param").toFloats()).containsExactly(3);
            assertThat(weights.shape("empty")).containsExactly(0);
            assertThat(weights.tensor(scope, "b").sharesMemoryWith(weights.tensor(scope, "b")))
                    .isTrue();
        }
    }

    @Test
    void aWrappedStateDictionaryIsUnwrapped() {
        try (Weights weights = Weights.open(SAVED.resolve("wrapped.pth"));
                TensorScope scope = TensorScope.open()) {
            assertThat(weights.names()).containsExactly("x");
            assertThat(weights.tensor(scope, "x").toFloats()).containsExactly(1, 2);
        }
    }

    @Test
    void aFileMayBeClosedByEachOfItsOwners() {
        Weights weights = Weights.open(SAVED.resolve("state.pth"));
        weights.close();

        assertThatCode(weights::close).doesNotThrowAnyException();
    }

    @Test
    void aPickleThatCallsAFunctionIsRefused() {
        Path file = SAVED.resolve("calls.pth");

        assertThatThrownBy(() -> Weights.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + " is not a valid torch file: its pickle names posix.system, which could run code;"
                        + " expected tensors and dictionaries only: do not trust this file, get it as safetensors");
    }

    @Test
    void aTransposedTensorIsRefused() {
        assertThatThrownBy(() -> Weights.open(SAVED.resolve("transposed.pth")))
                .hasMessageEndingWith(
                        "tensor t is stored with gaps or transposed: axis 1 has stride 3, expected 1; save"
                                + " its contiguous() copy");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 100, 700, 1500, 3000, 3180})
    void aFileCutShortIsRefused(int length) throws IOException {
        Path file = folder.resolve("cut.pth");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(SAVED.resolve("state.pth")), length));

        assertThatThrownBy(() -> Weights.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(file + " is not a valid torch file: ");
    }

    @Test
    void noSingleChangedByteOfAFileCrashesTheReader() throws IOException {
        byte[] good = Files.readAllBytes(SAVED.resolve("state.pth"));
        Path file = folder.resolve("changed.pth");
        int refused = 0;
        for (int at = 4; at < good.length; at += 3) {
            byte[] changed = good.clone();
            changed[at] ^= 0x55;
            Files.write(file, changed);
            try (Weights weights = Weights.open(file)) {
                assertThat(weights.names()).isNotEmpty();
            } catch (WeightsException e) {
                refused++;
            }
        }

        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0|2|1|8|
            1|2|1|8|tensor x needs bytes 4 to 12 of storage 0, which has 8
            0|3|1|8|tensor x needs bytes 0 to 12 of storage 0, which has 8
            0|2|2|8|tensor x is stored with gaps or transposed: axis 0 has stride 2, expected 1
            0|2|1|4|storage 0 of tensor x should have 8 bytes, but the archive holds 4
            """)
    void aTensorMustFitItsStorage(int offset, int extent, int stride, int stored, String complaint) throws IOException {
        String pickle = PICKLE.formatted((char) offset, (char) extent, (char) stride);
        Path file = archive(pickle, new byte[stored], ZipEntry.STORED);

        if (complaint == null) {
            try (Weights weights = Weights.open(file)) {
                assertThat(weights.shape("x")).containsExactly(2);
            }
        } else {
            assertThatThrownBy(() -> Weights.open(file)).hasMessageContaining(complaint);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cposix\\nsystem\\n.|its pickle names posix.system, which could run code
            cbuiltins\\neval\\n.|its pickle names builtins.eval, which could run code
            (iposix\\nsystem\\n.|its pickle uses opcode 0x69 at byte 1
            }\u0081.|its pickle uses opcode 0x81 at byte 1
            }.|its pickle holds no tensor
            K\u0001.|its pickle is no dictionary of tensors
            R|its pickle takes more values than it made
            h\u0001.|its pickle recalls value 1, which it never kept
            }(X|its pickle ends too early
            }q\u0001X\u0001\u0000\u0000\u0000ah\u0001s.|its dictionaries nest deeper than 8 or hold one another
            }X\u0001\u0000\u0000\u0000aNsX\u0001\u0000\u0000\u0000aNs.|its pickle has the key a twice
            """)
    void aStrangePickleIsRefused(String pickle, String complaint) throws IOException {
        Path file = archive(pickle.replace("\\n", "\n"), new byte[8], ZipEntry.STORED);

        assertThatThrownBy(() -> Weights.open(file)).hasMessageContaining(complaint);
    }

    @Test
    void aCompressedArchiveIsRefused() throws IOException {
        Path file = archive(PICKLE.formatted('\0', '\u0002', '\u0001'), new byte[8], ZipEntry.DEFLATED);

        assertThatThrownBy(() -> Weights.open(file)).hasMessageContaining("is compressed or encrypted");
    }

    @Test
    void anArchiveBeyondFourGigabytesIsReadInPlace() throws IOException {
        Path file = folder.resolve("large.pth");
        long zeros = 5_000_000_000L;
        String pickle = PICKLE.formatted('\0', '\u0002', '\u0001');
        byte[] numbers = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
        try (SparseArchive archive = new SparseArchive(file)) {
            archive.withZeros("m/data/1", zeros)
                    .with("m/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1))
                    .with("m/data/0", numbers);
        }

        try (Weights weights = Weights.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(weights.entry("x").begin()).isGreaterThan(zeros);
            assertThat(weights.tensor(scope, "x").toFloats()).containsExactly(1, 2);
        }
    }

    @Test
    void aBarePickleIsRefused() throws IOException {
        Path file =
                Files.write(folder.resolve("old.pth"), "\u0080\u0002}.        ".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Weights.open(file)).hasMessageContaining("is a bare pickle");
    }

    private Path archive(String pickle, byte[] storage, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            member(zip, "m/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1), method);
            member(zip, "m/data/0", storage, method);
        }
        return Files.write(folder.resolve("made.pth"), bytes.toByteArray());
    }

    private static void member(ZipOutputStream zip, String name, byte[] content, int method) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

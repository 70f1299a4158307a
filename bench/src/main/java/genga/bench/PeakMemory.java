package genga.bench;

import genga.wan.tensor.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The most memory a process of its own ever held while it did one part twice: `VmHWM` of Linux.
final class PeakMemory {
    private static final List<Part> PARTS = List.of(Part.FORWARD, Part.STEP, Part.VAE);

    private PeakMemory() {}

    /// The child's side: does the part and prints the peak in bytes.
    public static void main(String[] arguments) {
        SampleFiles files = new SampleFiles(Path.of(arguments[1]));
        switch (Part.of(arguments[0])) {
            case FORWARD -> {
                try (TransformerSubject subject = new TransformerSubject(files, Work.TRANSFORMER_F32)) {
                    twice(subject::forward);
                }
            }
            case STEP -> {
                try (StepSubject subject = new StepSubject(files, Work.ADAPTER_F32)) {
                    twice(subject::step);
                }
            }
            case VAE -> {
                try (VaeSubject subject = new VaeSubject(files, files.vaeStart(), DType.F32)) {
                    subject.encode();
                    subject.decode();
                }
            }
            case MEMORY, GROWTH -> throw new IllegalArgumentException("no peak is taken of " + arguments[0]);
        }
        System.out.println(highWater());
    }

    private static void twice(Runnable act) {
        act.run();
        act.run();
    }

    private static long highWater() {
        return kibibytes("VmHWM") * 1024;
    }

    /// One line of `/proc/self/status`, in KiB.
    static long kibibytes(String name) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("/proc/self/status is needed to measure memory", e);
        }
    }

    /// Genga's peaks in MiB, each in a Java process of its own.
    static Map<String, Long> ofEachPart(SampleFiles files) {
        Map<String, Long> peaks = new LinkedHashMap<>();
        for (Part part : PARTS) {
            peaks.put(
                    part.label(),
                    Long.parseLong(ChildJvm.run(
                                    PeakMemory.class,
                                    part.label(),
                                    files.folder().toString()))
                            >> 20);
        }
        return peaks;
    }

    /// The peer's peaks in MiB: each in a process of its own, or the one that was recorded over everything.
    static Map<String, Long> ofEachPart(SampleFiles files, Peer peer) {
        return switch (peer) {
            case RecordedPeer recorded ->
                PARTS.stream().collect(Collectors.toMap(Part::label, part -> recorded.peakMebibytes()));
            case PythonPeer python -> python.peaks(files, PARTS);
        };
    }
}

package genga.media.probe;

import java.time.Duration;

/// What looking at a file may take, and what a file may be.
///
/// @param wall until the looking process is ended from outside
/// @param cpu of all its threads together
/// @param memoryMebibytes of address space, where the system can limit it
/// @param pixels of one picture
/// @param streams in one file
/// @param length as the file claims it
public record ProbeLimits(Duration wall, Duration cpu, int memoryMebibytes, long pixels, int streams, Duration length) {
    public ProbeLimits {
        if (wall.isNegative() || wall.isZero() || cpu.isNegative() || cpu.isZero()) {
            throw new IllegalArgumentException("a probe needs some time, got %s and %s".formatted(wall, cpu));
        }
        if (memoryMebibytes < 512 || pixels < 1 || streams < 1) {
            throw new IllegalArgumentException("a probe needs 512 MiB, a pixel and a stream at least, got %d, %d, %d"
                    .formatted(memoryMebibytes, pixels, streams));
        }
    }

    /// Room for 8K and a day.
    public static ProbeLimits usual() {
        return new ProbeLimits(
                Duration.ofSeconds(60), Duration.ofSeconds(40), 6144, 8192L * 8192, 32, Duration.ofHours(24));
    }
}

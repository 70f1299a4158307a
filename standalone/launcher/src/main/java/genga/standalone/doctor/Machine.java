package genga.standalone.doctor;

import com.sun.management.OperatingSystemMXBean;
import genga.standalone.studio.Ports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Checks of the machine itself: Java, memory, disk, port, GPU.
final class Machine {

    private static final int JAVA = 25;
    private static final double GIBIBYTE = 1 << 30;
    private static final double MEMORY_NEEDED = 4;
    private static final double MEMORY_GOOD = 8;
    private static final double DISK_NEEDED = 5;

    private Machine() {}

    static Finding java() {
        int version = Runtime.version().feature();
        String found = Runtime.version() + " in " + System.getProperty("java.home");
        return version >= JAVA
                ? Finding.fine("JDK", found)
                : Finding.missing("JDK", found + "; a JDK 25 or newer is needed, for example Temurin 25");
    }

    static Finding memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double gibibytes = system.getTotalMemorySize() / GIBIBYTE;
        String found = "%.1f GiB, %d processors".formatted(gibibytes, system.getAvailableProcessors());
        if (gibibytes < MEMORY_NEEDED) {
            return Finding.missing("memory", found + "; the studio needs 4 GiB with its smallest base model");
        }
        return gibibytes < MEMORY_GOOD
                ? Finding.note("memory", found + "; enough for wan-nano, close other programs")
                : Finding.fine("memory", found);
    }

    static Finding disk(Path home) {
        try {
            double gibibytes = Files.getFileStore(home).getUsableSpace() / GIBIBYTE;
            String found = "%.0f GiB free at %s".formatted(gibibytes, home);
            return gibibytes < DISK_NEEDED
                    ? Finding.missing("disk", found + "; 5 GiB are needed for the build and the sample film")
                    : Finding.fine("disk", found);
        } catch (IOException unreadable) {
            return Finding.missing("disk", home + " cannot be read: " + unreadable.getMessage());
        }
    }

    static Finding port(int port) {
        return Ports.isFree(port)
                ? Finding.fine("port", port + " is free")
                : Finding.note("port", port + " is busy; ./genga run then takes the next free one");
    }

    static Finding gpu() {
        String less = "training and rendering run on the CPU, which suits wan-nano and not the 14B model";
        try {
            Process query = new ProcessBuilder(
                            "nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean answered = query.waitFor(20, TimeUnit.SECONDS) && query.exitValue() == 0;
            return answered
                    ? Finding.fine("GPU", said)
                    : Finding.note(
                            "GPU",
                            "nvidia-smi says: " + said.lines().findFirst().orElse("nothing") + "; " + less);
        } catch (IOException absent) {
            return Finding.note("GPU", "no nvidia-smi here; " + less);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Finding.note("GPU", "not looked at");
        }
    }
}

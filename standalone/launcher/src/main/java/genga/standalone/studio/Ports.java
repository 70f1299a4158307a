package genga.standalone.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Ports of the loopback address.
public final class Ports {

    private static final int LAST = 65_535;

    private Ports() {}

    /// A port that nothing listens on.
    public static int free() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("this machine has no free port on the loopback address", none);
        }
    }

    /// The wanted port or the next one above it that nothing listens on.
    public static int freeFrom(int wanted) {
        for (int port = wanted; port <= LAST; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        return free();
    }

    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}

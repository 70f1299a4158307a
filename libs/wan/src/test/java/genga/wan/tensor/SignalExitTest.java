package genga.wan.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalExitTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @Test
    void aSignalledCommandTidiesUpAndLeaves() throws Exception {
        Process command = start("wait");
        assertThat(command.inputReader().readLine()).isEqualTo("computing");

        command.destroy();

        assertThat(command.waitFor()).isEqualTo(INTERRUPTED);
        assertThat(folder.resolve("tidied")).exists();
    }

    @Test
    void aCommandThatCameToItsEndLeavesAsAnyOther() throws Exception {
        Process command = start("end");

        assertThat(command.waitFor()).isZero();
        assertThat(folder.resolve("tidied")).doesNotExist();
    }

    private Process start(String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Command.class.getName(),
                        folder.toString(),
                        how)
                .start();
    }

    static final class Command {
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            SignalExit.during(() -> leave(folder.resolve("tidied")), () -> compute(arguments[1]));
        }

        private static boolean compute(String how) {
            System.out.println("computing");
            try {
                new CountDownLatch(how.equals("wait") ? 1 : 0).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }

        private static void leave(Path file) {
            try {
                Files.createFile(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

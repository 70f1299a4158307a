package genga.standalone.studio;

import java.nio.file.Path;
import java.util.List;

/// A launcher of its own for the tests to kill: `BareStudio ROOT`, broker and store only.
public final class BareStudio {

    private BareStudio() {}

    public static void main(String[] arguments) throws InterruptedException {
        StudioSettings settings = StudioSettings.of(Path.of(arguments[0]), 0).withServices(List.of());
        new Studio(settings, StartupCaches.NONE, new Transcript()).start();
        System.out.println("up");
        Thread.currentThread().join();
    }
}

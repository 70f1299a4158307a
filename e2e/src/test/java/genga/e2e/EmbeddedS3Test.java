package genga.e2e;

import genga.store.ObjectStore;
import genga.store.ObjectStoreContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The S3 client against the S3 that the studio runs on where there is no other.
class EmbeddedS3Test extends ObjectStoreContract {

    @TempDir
    static Path data;

    private static RunningStudio studio;

    @BeforeAll
    static void start() throws InterruptedException {
        studio = new RunningStudio(data, List.of());
    }

    @AfterAll
    static void stop() {
        if (studio != null) {
            studio.close();
        }
    }

    @Override
    protected ObjectStore store() {
        return studio.store();
    }

    @Override
    protected String prefix() {
        return "contract";
    }
}

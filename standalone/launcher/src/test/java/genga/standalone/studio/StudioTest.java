package genga.standalone.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.standalone.child.StartFailed;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real processes: the broker, the store, and small programs in place of services.
@Timeout(90)
class StudioTest {

    @TempDir
    Path root;

    @AfterEach
    void unlink() throws Exception {
        Files.deleteIfExists(root.resolve("standalone/broker"));
        Files.deleteIfExists(root.resolve("standalone/store"));
    }

    @Test
    void recordsAndObjectsSurviveKillsAndRestarts() throws Exception {
        StudioFixture fixture = new StudioFixture(root);
        try (Studio studio = fixture.studio()) {
            Address address = studio.start();
            Keepsakes.leave(address);

            studio.process("broker").orElseThrow().destroyForcibly();
            studio.process("store").orElseThrow().destroyForcibly();

            Keepsakes.assertKept(address);
            assertThat(fixture.transcript.notices)
                    .anyMatch(line -> line.startsWith("broker ended with status 137; starting it again in 1 s"))
                    .anyMatch(line -> line.startsWith("store ended with status 137; starting it again in 1 s"));
        }
        try (Studio again = fixture.studio()) {
            Keepsakes.assertKept(again.start());
        }
        assertThat(fixture.processes()).isEmpty();
    }

    @Test
    void aServiceThatDiesIsStartedAgain() throws Exception {
        StudioFixture fixture = new StudioFixture(root).with(Service.INGEST, HealthyService.class);
        try (Studio studio = fixture.studio(Service.INGEST)) {
            studio.start();
            ProcessHandle first = studio.process("ingest-service").orElseThrow();

            first.destroyForcibly();

            Await.until(
                    "a new process serves",
                    () -> fixture.transcript.lines.stream()
                                    .filter("ingest-service: serving"::equals)
                                    .count()
                            == 2);
            assertThat(studio.process("ingest-service")).get().isNotEqualTo(first);
        }
        assertThat(fixture.processes()).isEmpty();
    }

    @Test
    void aFailedStartLeavesNothingBehindAndSaysWhy() throws Exception {
        StudioFixture fixture = new StudioFixture(root).with(Service.TRAINER, BrokenService.class);
        try (Studio studio = fixture.studio(Service.TRAINER)) {
            assertThatThrownBy(studio::start)
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("trainer-service ended with status 3 before it was ready")
                    .hasMessageContaining("trainer-service.log")
                    .hasMessageContaining("the weights are missing");

            assertThat(fixture.processes()).isEmpty();
        }
    }

    @Test
    void aServiceThatIsNotBuiltIsNamedBeforeAnythingStarts() throws Exception {
        StudioFixture fixture = new StudioFixture(root);
        try (Studio studio = fixture.studio(Service.RENDER)) {
            assertThatThrownBy(studio::start)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("render-service is not built")
                    .hasMessageContaining("./genga build");

            assertThat(fixture.data().resolve("processes")).doesNotExist();
        }
    }

    @Test
    void aKilledLauncherTakesItsProcessesAlongAndTheFolderCanBeUsedAgain() throws Exception {
        StudioFixture fixture = new StudioFixture(root);
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareStudio.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = launcher.inputReader()) {
            assertThat(out.readLine()).isEqualTo("up");
        }
        assertThat(fixture.processes()).hasSize(2);

        launcher.destroyForcibly().waitFor();

        Await.until("broker and store are gone", () -> fixture.processes().isEmpty());
        try (Studio next = fixture.studio()) {
            assertThat(next.start()).isNotNull();
        }
    }

    @Test
    void aFolderInUseIsRefusedWithTheProcessThatHoldsIt() throws Exception {
        try (DataFolder held = DataFolder.claim(root)) {
            assertThatThrownBy(() -> DataFolder.claim(root))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("a studio already runs on " + root)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(held.logs()).isDirectory();
        }
    }

    @Test
    void theStoresKeysAreMadeOnceAndForTheOwnerOnly() throws Exception {
        Path file = root.resolve("keys");

        StoreKeys made = StoreKeys.keptIn(file);

        assertThat(StoreKeys.keptIn(file)).isEqualTo(made);
        assertThat(made.secretKey()).hasSize(48);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}

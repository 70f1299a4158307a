package genga.standalone;

import genga.standalone.studio.RecordedCaches;
import genga.standalone.studio.StudioSettings;
import java.nio.file.Path;

/// What every command that starts a studio has in common.
final class CommandLine {

    private CommandLine() {}

    /// The checkout, as the script that calls the launcher tells it.
    static Path home() {
        return Path.of(System.getProperty("genga.home", ".")).toAbsolutePath().normalize();
    }

    /// Settings with the folders that were asked for.
    static StudioSettings settings(Options options, int gatewayPort) {
        StudioSettings settings = StudioSettings.of(home(), gatewayPort);
        StudioSettings withData = options.path("--data").map(settings::withData).orElse(settings);
        return options.path("--models").map(withData::withModels).orElse(withData);
    }

    static RecordedCaches caches() {
        return new RecordedCaches(home().resolve(".genga/aot"));
    }
}

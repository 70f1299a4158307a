package genga.standalone.studio;

import java.nio.file.Path;
import java.util.List;

/// What a studio is started with.
///
/// @param checkout    the built programs
/// @param data        everything the studio keeps; made when it is not there
/// @param models      where model files lie
/// @param gatewayPort wanted port of the page and the API; the next free one above it is taken when it is busy, any
/// free
///                    one when it is 0
/// @param services    which services run
public record StudioSettings(Checkout checkout, Path data, Path models, int gatewayPort, List<Service> services) {

    public StudioSettings {
        data = data.toAbsolutePath().normalize();
        models = models.toAbsolutePath().normalize();
        services = List.copyOf(services);
    }

    /// All services on the checkout's own folders under `.genga`.
    public static StudioSettings of(Path root, int gatewayPort) {
        Path home = root.resolve(".genga");
        return new StudioSettings(
                new Checkout(root),
                home.resolve("data"),
                home.resolve("models"),
                gatewayPort,
                List.of(Service.values()));
    }

    public StudioSettings withData(Path other) {
        return new StudioSettings(checkout, other, models, gatewayPort, services);
    }

    public StudioSettings withModels(Path other) {
        return new StudioSettings(checkout, data, other, gatewayPort, services);
    }

    public StudioSettings withServices(List<Service> others) {
        return new StudioSettings(checkout, data, models, gatewayPort, others);
    }
}

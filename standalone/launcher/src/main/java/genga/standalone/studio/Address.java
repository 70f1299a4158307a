package genga.standalone.studio;

import java.net.URI;

/// Where the parts of a running studio are reached.
///
/// @param gateway page and API
/// @param broker  Kafka's bootstrap servers
public record Address(URI gateway, String broker, StoreAccess store) {

    /// The object store and the keys to it.
    public record StoreAccess(URI endpoint, String bucket, String accessKey, String secretKey) {}
}

package genga.chassis;

import genga.store.ObjectStore;
import genga.store.S3ObjectStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/// The store every service works on. A test that brings a store of its own replaces it.
class StoreProducer {

    @Produces
    @DefaultBean
    @ApplicationScoped
    ObjectStore store(ChassisConfig config) {
        ChassisConfig.Store store = config.store();
        return new S3ObjectStore(store.endpoint(), store.accessKey(), store.secretKey(), store.bucket());
    }
}

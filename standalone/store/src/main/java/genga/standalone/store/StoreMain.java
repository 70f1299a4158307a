package genga.standalone.store;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// Runs the endpoint until the process is told to stop: `StoreMain DATA_FOLDER PORT BUCKET`, with the key pair in the
/// environment as `GENGA_STORE_ACCESS_KEY` and `GENGA_STORE_SECRET_KEY` (arguments would show in a process list).
///
/// Prints [#READY] on a line of its own as soon as the bucket can be used; whoever started the process waits for it.
public final class StoreMain {

    static final String READY = "genga: ready";
    private static final int THREADS = 32;

    private StoreMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("the store takes a data folder, a port and a bucket, got " + arguments.length);
            System.exit(2);
        }
        Path data = Files.createDirectories(Path.of(arguments[0]));
        URI endpoint = URI.create("http://127.0.0.1:" + Integer.parseInt(arguments[1]));
        BlobStore objects = new FilesystemNio2BlobStore(data.toString());
        if (!objects.containerExists(arguments[2])) {
            objects.createContainer(arguments[2]);
        }
        S3Proxy proxy = serve(objects, endpoint);
        proxy.start();
        System.out.println(READY);
    }

    private static S3Proxy serve(BlobStore objects, URI endpoint) {
        return S3Proxy.builder()
                .blobStore(objects)
                .endpoint(endpoint)
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        fromEnvironment("GENGA_STORE_ACCESS_KEY"),
                        fromEnvironment("GENGA_STORE_SECRET_KEY"))
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(THREADS)
                .build();
    }

    private static String fromEnvironment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "the environment variable " + name + " is not set; it holds the store's key");
        }
        return value;
    }
}

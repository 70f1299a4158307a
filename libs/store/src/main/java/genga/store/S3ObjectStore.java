package genga.store;

import genga.contracts.vocabulary.StoredObject;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any S3 through the MinIO SDK. The sha256 travels as user metadata; an object without it, put there by hand or kept
/// by
/// a file system that forgets metadata, is hashed when asked for.
public final class S3ObjectStore implements ObjectStore {

    private static final String SHA256 = "sha256";
    /// S3's smallest part is 5 MiB; 16 MiB keeps a 40 GB film under the 10,000 parts that S3 allows.
    private static final long PART_SIZE = 16L << 20;

    private final MinioClient client;
    private final String bucket;

    /// @param endpoint such as `http://127.0.0.1:9000`
    /// @param bucket   created if it is not there
    public S3ObjectStore(String endpoint, String accessKey, String secretKey, String bucket) {
        this.client = MinioClient.builder()
                .endpoint(endpoint)
                .credentials(accessKey, secretKey)
                .region("us-east-1")
                .build();
        this.bucket = bucket;
    }

    /// Makes the bucket if it is not there; also the way to ask whether the store answers.
    public S3ObjectStore ensureBucket() {
        attempt("making bucket " + bucket, () -> {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                try {
                    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
                } catch (ErrorResponseException e) {
                    if (!e.errorResponse().code().startsWith("BucketAlready")) {
                        throw e;
                    }
                }
            }
            return bucket;
        });
        return this;
    }

    @Override
    public StoredObject put(String key, Path file, ContentType type) {
        return attempt("putting " + key, () -> {
            StoredObject object = new StoredObject(key, Files.size(file), Sha256.of(file));
            client.uploadObject(UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .filename(file.toString(), PART_SIZE)
                    .contentType(type.mediaType())
                    .userMetadata(Map.of(SHA256, object.sha256()))
                    .build());
            return object;
        });
    }

    @Override
    public StoredObject put(String key, byte[] bytes, ContentType type) {
        return attempt("putting " + key, () -> {
            client.putObject(writing(key, bytes, type).build());
            return new StoredObject(key, bytes.length, Sha256.of(bytes));
        });
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes, ContentType type) {
        return attempt("claiming " + key, () -> {
            try {
                client.putObject(writing(key, bytes, type)
                        .headers(Map.of("If-None-Match", "*"))
                        .build());
                return true;
            } catch (ErrorResponseException e) {
                if (e.response().code() == 412) {
                    return false;
                }
                throw e;
            }
        });
    }

    private PutObjectArgs.Builder writing(String key, byte[] bytes, ContentType type) {
        return PutObjectArgs.builder().bucket(bucket).object(key).stream(
                        new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                .contentType(type.mediaType())
                .userMetadata(Map.of(SHA256, Sha256.of(bytes)));
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return attempt("looking up " + key, () -> {
            try {
                StatObjectResponse stat = client.statObject(
                        StatObjectArgs.builder().bucket(bucket).object(key).build());
                String known = stat.userMetadata().getFirst(SHA256);
                return Optional.of(new StoredObject(key, stat.size(), known == null ? hash(key) : known));
            } catch (ErrorResponseException e) {
                if (e.response().code() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private String hash(String key) throws IOException {
        try (InputStream in = open(key, 0, Long.MAX_VALUE)) {
            return Sha256.copying(in, OutputStream.nullOutputStream());
        }
    }

    @Override
    public InputStream open(String key, long from, long length) {
        return attempt("opening " + key, () -> {
            GetObjectArgs.Builder args = GetObjectArgs.builder().bucket(bucket).object(key);
            if (from > 0) {
                args.offset(from);
            }
            if (length < Long.MAX_VALUE) {
                args.length(length);
            }
            try {
                return client.getObject(args.build());
            } catch (ErrorResponseException e) {
                if (e.response().code() == 404) {
                    throw new MissingObject(key);
                }
                throw e;
            }
        });
    }

    @Override
    public byte[] read(StoredObject object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copyChecked(object, bytes);
        return bytes.toByteArray();
    }

    @Override
    public void fetch(StoredObject object, Path file) {
        try {
            Path part = Files.createTempFile(
                    file.toAbsolutePath().getParent(), file.getFileName().toString(), ".part");
            try {
                try (OutputStream out = Files.newOutputStream(part)) {
                    copyChecked(object, out);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing object %s to %s".formatted(object.key(), file), e);
        }
    }

    private void copyChecked(StoredObject object, OutputStream out) {
        String found = attempt("reading " + object.key(), () -> {
            try (InputStream in = open(object.key(), 0, Long.MAX_VALUE)) {
                return Sha256.copying(in, out);
            }
        });
        if (!found.equals(object.sha256())) {
            throw new CorruptObject(object.key(), object.sha256(), found);
        }
    }

    @Override
    public List<String> list(String prefix) {
        return attempt("listing " + prefix, () -> {
            List<String> keys = new ArrayList<>();
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                keys.add(item.get().objectName());
            }
            keys.sort(null);
            return keys;
        });
    }

    @Override
    public void remove(String key) {
        attempt("removing " + key, () -> {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            return key;
        });
    }

    private static <T> T attempt(String act, Act<T> body) {
        try {
            return body.perform();
        } catch (IOException | MinioException e) {
            throw new StoreUnavailable(act, e);
        } catch (IllegalStateException e) {
            // how the SDK's upload in parts says that a connection failed
            if (e.getCause() instanceof IOException failed) {
                throw new StoreUnavailable(act, failed);
            }
            throw e;
        }
    }

    private interface Act<T> {
        T perform() throws IOException, MinioException;
    }
}

package genga.ingest.watch;

import genga.chassis.ChassisConfig;
import genga.chassis.Facts;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Stores what was found and announces it like any upload. The film's name follows from its file, so that what was
/// taken before a restart is known again, and what a kill left between storing and announcing is announced.
@ApplicationScoped
class ParcelTaking {
    private static final Logger LOG = Logger.getLogger(ParcelTaking.class);

    private final ObjectStore store;
    private final Facts facts;
    private final Clock clock;
    private final Path scratch;
    private final String service;

    ParcelTaking(
            ObjectStore store,
            Facts facts,
            Clock clock,
            ChassisConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
        this.scratch = config.folder().resolve("ingest-service");
        this.service = service;
    }

    /// @return whether it is taken; not so when it changed under our hands
    boolean take(ProjectDefined project, Parcel parcel) throws IOException {
        FilmId film = FilmId.of(parcel.written(), project.project() + "\n" + parcel.identity());
        if (store.find(ObjectKeys.workOrder(service, film.value())).isPresent()) {
            return true;
        }
        Optional<StoredObject> source = stored(film, parcel);
        source.ifPresent(object -> {
            FactHeader header = FactHeader.of(clock.instant(), "FilmUploaded", film);
            facts.send(
                    new FilmUploaded(header, film, project.project(), project.triggerPhrase(), parcel.name(), object));
            LOG.infof("film taken from the watched folder film=%s path=%s", film, parcel.path());
        });
        return source.isPresent();
    }

    private Optional<StoredObject> stored(FilmId film, Parcel parcel) throws IOException {
        String key = ObjectKeys.filmSource(film);
        Optional<StoredObject> before = store.find(key);
        if (before.isPresent()) {
            return before;
        }
        StoredObject put = parcel.collection() ? put(key, parcel) : store.put(key, parcel.path(), ContentType.BINARY);
        if (parcel.unchanged()) {
            return Optional.of(put);
        }
        store.remove(key);
        return Optional.empty();
    }

    /// Packs a folder without compressing it, since clips and pictures are compressed already.
    private StoredObject put(String key, Parcel parcel) throws IOException {
        Files.createDirectories(scratch);
        Path packed = Files.createTempFile(scratch, "taken-", ".zip");
        try {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packed))) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                for (Path file : parcel.files()) {
                    String name = parcel.path().relativize(file).toString();
                    zip.putNextEntry(new ZipEntry(name.replace('\\', '/')));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
            return store.put(key, packed, ContentType.BINARY);
        } finally {
            Files.deleteIfExists(packed);
        }
    }
}

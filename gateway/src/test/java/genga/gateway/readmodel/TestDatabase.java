package genga.gateway.readmodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import genga.contracts.vocabulary.ProjectId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/// A read model of its own, in memory, with the tables of the real one.
public final class TestDatabase {

    public final ObjectMapper json = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    public final ReadModel readModel;
    final Rows rows;

    public TestDatabase() {
        DataSource source = fresh();
        readModel = new ReadModel(source, json);
        rows = new Rows(source, json);
    }

    private static DataSource fresh() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    /// Ids of the projects in it.
    public List<ProjectId> projects() {
        return new Projects(rows)
                .all().stream().map(counts -> counts.defined().project()).toList();
    }

    public List<DeadLetter> letters() {
        return new DeadLetters(rows).latest(10);
    }
}

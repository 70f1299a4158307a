package genga.gateway.readmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import genga.contracts.fact.Fact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Reads rows of the read model: plain SQL in, typed facts out.
@ApplicationScoped
class Rows {

    private final DataSource source;
    private final ObjectReader facts;

    Rows(DataSource source, ObjectMapper json) {
        this.source = source;
        // A fact from a newer build may say more than this one knows; its schema version says whether it may be read.
        this.facts = json.readerFor(Fact.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /// All rows of a query.
    <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new ReadModelFailure("reading", e);
        }
    }

    /// The first row of a query, if there is one.
    <T> Optional<T> first(String sql, RowReader<T> reader, Object... arguments) {
        return list(sql, reader, arguments).stream().findFirst();
    }

    /// The fact in a column that always holds one.
    <F extends Fact> F fact(ResultSet row, String column, Class<F> type) throws SQLException {
        return parse(row.getString(column), type);
    }

    /// The fact in a column, if it has come.
    <F extends Fact> Optional<F> maybe(ResultSet row, String column, Class<F> type) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(body -> parse(body, type));
    }

    private <F extends Fact> F parse(String body, Class<F> type) {
        try {
            Fact fact = facts.readValue(body);
            return type.cast(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the read model holds a %s that cannot be read: %s"
                            .formatted(type.getSimpleName(), e.getOriginalMessage()),
                    e);
        }
    }

    static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    /// Makes a value of the row the cursor stands on.
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}

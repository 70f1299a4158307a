package genga.gateway.readmodel;

import genga.contracts.vocabulary.Id;
import genga.contracts.vocabulary.ProjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The row that facts about one thing, or one step of a run, are written into.
final class RowKey {

    private final String table;
    private final List<String> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private boolean owned;
    private String project = "";

    RowKey(String table) {
        this.table = table;
    }

    RowKey and(String column, Id id) {
        keys.add(column);
        values.add(id.value());
        return this;
    }

    RowKey and(String column, int number) {
        keys.add(column);
        values.add(number);
        return this;
    }

    RowKey owned(ProjectId by) {
        owned = true;
        project = by.value();
        return this;
    }

    /// Makes the row if it is not there.
    void make(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>(keys);
        List<Object> arguments = new ArrayList<>(values);
        if (owned) {
            columns.add("project");
            arguments.add(project);
        }
        String sql = "MERGE INTO %s (%s) KEY (%s) VALUES (%s)"
                .formatted(
                        table,
                        String.join(", ", columns),
                        String.join(", ", keys),
                        String.join(", ", Collections.nCopies(columns.size(), "?")));
        execute(connection, sql, arguments);
    }

    /// Writes a fact unless a later one of its kind is there.
    ///
    /// @return whether it was written
    boolean update(Connection connection, String column, String body, Instant at, Object... searched)
            throws SQLException {
        StringBuilder set = new StringBuilder("%s = ?, %s_at = ?".formatted(column, column));
        List<Object> arguments = new ArrayList<>(List.of(body, at));
        for (int i = 0; i < searched.length; i += 2) {
            set.append(", ").append(searched[i]).append(" = ?");
            arguments.add(searched[i + 1]);
        }
        arguments.addAll(values);
        arguments.add(at);
        String sql = "UPDATE %s SET %s WHERE %s = ? AND (%s_at IS NULL OR %s_at <= ?)"
                .formatted(table, set, String.join(" = ? AND ", keys), column, column);
        return execute(connection, sql, arguments) > 0;
    }

    private static int execute(Connection connection, String sql, List<Object> arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows.bind(statement, arguments.toArray());
            return statement.executeUpdate();
        }
    }
}

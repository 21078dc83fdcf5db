namespace MovieBooking.Tests.Support;

/// <summary>Looking for what is to be nowhere.</summary>
internal static class Traces
{
    /// <summary>The columns of the whole database in which a text is found, as text or among bytes.</summary>
    public static async Task<IReadOnlyList<string>> TracesAsync(this TestDatabase database, string text)
    {
        var columns = await database.RowsAsync(
            """
            SELECT columns.table_name, columns.column_name, columns.data_type LIKE '%b%'
            FROM information_schema.columns
            INNER JOIN information_schema.tables USING (table_schema, table_name)
            WHERE columns.table_schema = DATABASE()
                AND tables.table_type = 'BASE TABLE'
                AND columns.data_type IN (
                    'char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'json',
                    'binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'
                )
            """
        );
        List<string> found = [];
        foreach (var column in columns)
        {
            var isBytes = Convert.ToBoolean(column[2], System.Globalization.CultureInfo.InvariantCulture);
            var count = await database.ScalarAsync<int>(
                isBytes
                    ? $"SELECT COUNT(*) FROM `{column[0]}` WHERE INSTR(`{column[1]}`, CAST(@text AS BINARY)) > 0"
                    : $"SELECT COUNT(*) FROM `{column[0]}` WHERE INSTR(CAST(`{column[1]}` AS CHAR), @text) > 0",
                ("@text", text)
            );
            if (count > 0)
            {
                found.Add($"{column[0]}.{column[1]}");
            }
        }

        return found;
    }
}

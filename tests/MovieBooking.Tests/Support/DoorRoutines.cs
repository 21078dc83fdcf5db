using MySqlConnector;

namespace MovieBooking.Tests.Support;

/// <summary>The routines of the door.</summary>
internal static class DoorRoutines
{
    /// <summary>Whether this call let somebody in.</summary>
    public static Task<bool> AdmitAsync(this MySqlConnection connection, Show show, int ticketId, string door = "Door 1") =>
        AdmitAsync(connection, show.Id, ticketId, door);

    public static async Task<bool> AdmitAsync(this MySqlConnection connection, int showtimeId, int ticketId, string door = "Door 1")
    {
        await connection.ExecuteAsync(
            "CALL sp_admit_ticket(@show, @ticket, @door, @is_admitted)",
            ("@show", showtimeId),
            ("@ticket", ticketId),
            ("@door", door)
        );
        return Convert.ToBoolean(
            (await connection.RowsAsync("SELECT @is_admitted"))[0][0],
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    /// <summary>Whether there was an admission to take back.</summary>
    public static async Task<bool> UndoAdmissionAsync(this MySqlConnection connection, Show show, int ticketId)
    {
        await connection.ExecuteAsync("CALL sp_undo_admission(@show, @ticket, @is_undone)", ("@show", show.Id), ("@ticket", ticketId));
        return Convert.ToBoolean(
            (await connection.RowsAsync("SELECT @is_undone"))[0][0],
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}

namespace MovieBooking.Db.Server;

/// <summary>A private database server could not be had or started; the message says what to do and is meant to be shown as it is.</summary>
public sealed class PrivateServerException : Exception
{
    public PrivateServerException(string message)
        : base(message) { }

    public PrivateServerException(string message, Exception cause)
        : base(message, cause) { }

    internal static PrivateServerException Unavailable(string reason) =>
        new(
            $"""
            No database: {reason}
            Three ways on:
              1. install a server:      sudo apt-get install mariadb-server-core
              2. use one of your own:   export ConnectionStrings__MovieBooking='Server=…;Database=moviebooking;User ID=…;Password=…'
              3. run it in containers:  docker compose up
            """
        );
}

namespace MovieBooking.Db.Server;

/// <summary>A backup that cannot be written or read; the message is for the person who asked for it.</summary>
public sealed class DatabaseBackupException(string message, Exception? inner = null) : Exception(message, inner);

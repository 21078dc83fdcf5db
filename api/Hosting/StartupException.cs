namespace MovieBooking.Api.Hosting;

/// <summary>The application cannot start or a command cannot be done as things are; the message tells a person what to do.</summary>
internal sealed class StartupException(string message) : Exception(message)
{
    // The host logs why it did not start: whoever reads that needs the message, not our stack.
    public override string ToString() => Message;
}

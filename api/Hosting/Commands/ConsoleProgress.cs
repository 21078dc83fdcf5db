namespace MovieBooking.Api.Hosting;

/// <summary>Says at once what a person is waiting for, outside the log and whatever its level.</summary>
internal sealed class ConsoleProgress : IProgress<string>
{
    public void Report(string value) => Console.WriteLine(value);
}

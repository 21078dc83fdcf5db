namespace MovieBooking.Api.Hosting;

/// <summary>What stands after a command, as <c>--name value</c>; a name that it does not have is refused.</summary>
internal sealed class CommandOptions
{
    private readonly IConfiguration _values;

    public CommandOptions(string command, string[] args, params string[] names)
    {
        _values = new ConfigurationBuilder().AddCommandLine(args).Build();
        var unknown = _values.AsEnumerable().Select(option => option.Key).Except(names, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0 || (args.Length > 0 && !_values.AsEnumerable().Any()))
        {
            throw new StartupException($"{command} takes {string.Join(" and ", names.Select(name => $"--{name}"))} alone.");
        }
    }

    /// <summary>What was given for the name; null for nothing.</summary>
    public string? this[string name] => _values[name] is { Length: > 0 } value ? value : null;
}

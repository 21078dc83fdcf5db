namespace MovieBooking.Load.Checks;

/// <summary>One thing that must be true, over how much of what it was looked for, and where it is not.</summary>
internal sealed record Check(string Name, long LookedAt, IReadOnlyList<string> Violations);

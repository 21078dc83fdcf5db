using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using MovieBooking.Tests.Browser;
using Xunit.Sdk;

[assembly: ClosedVisits]

namespace MovieBooking.Tests.Browser;

/// <summary>
/// Ends each visit of the browser with the test that made it: an open page goes on drawing, asking and listening, beside all tests to come.
/// Whatever the test was about, it fails where its pages did what their Content-Security-Policy forbids.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosedVisitsAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<Visits?> s_visits = new();

    public static void Add(IBrowserContext visit)
    {
        if (s_visits.Value is { } visits)
        {
            visits.Open.Add(visit);
            visit.Console += (_, message) =>
            {
                if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                {
                    visits.Violations.Enqueue($"{message.Page?.Url}: {message.Text}");
                }
            };
        }
    }

    public override void Before(MethodInfo methodUnderTest) => s_visits.Value = new Visits([], []);

    // xunit does not wait for a task here.
    public override void After(MethodInfo methodUnderTest)
    {
        if (s_visits.Value is { Open.IsEmpty: false } visits)
        {
            Task.Run(() => Task.WhenAll(visits.Open.Select(visit => visit.CloseAsync()))).GetAwaiter().GetResult();
            Assert.Empty(visits.Violations);
        }
    }

    private sealed record Visits(ConcurrentBag<IBrowserContext> Open, ConcurrentQueue<string> Violations);
}

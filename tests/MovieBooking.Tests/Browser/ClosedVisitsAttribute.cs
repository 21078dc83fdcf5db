using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using MovieBooking.Tests.Browser;
using Xunit.Sdk;

[assembly: ClosedVisits]

namespace MovieBooking.Tests.Browser;

/// <summary>Ends each visit of the browser with the test that made it: an open page goes on drawing, asking and listening, beside all tests to come.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosedVisitsAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<ConcurrentBag<IBrowserContext>?> s_visits = new();

    public static void Add(IBrowserContext visit) => s_visits.Value?.Add(visit);

    public override void Before(MethodInfo methodUnderTest) => s_visits.Value = [];

    // xunit does not wait for a task here.
    public override void After(MethodInfo methodUnderTest)
    {
        var visits = s_visits.Value ?? [];
        if (!visits.IsEmpty)
        {
            Task.Run(() => Task.WhenAll(visits.Select(visit => visit.CloseAsync()))).GetAwaiter().GetResult();
        }
    }
}

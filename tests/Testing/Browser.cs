using System.Reflection;
using Microsoft.Playwright;

namespace CloudWorkspaces.Testing;

/// <summary>Debian's Chromium without a window, which ends with this.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        if (!File.Exists(Chromium))
        {
            throw new InvalidOperationException($"{Chromium} is missing; infra/local/test installs chromium.");
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Package());
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                // As root it has no sandbox; pages come from this machine only. A proxy of the machine's is not for them.
                Args = ["--no-sandbox", "--no-proxy-server", "--disable-dev-shm-usage"],
                Timeout = (float)s_deadline.TotalMilliseconds,
            }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>A page in a profile of its own: no cookies, no storage. Closed with the browser.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)s_deadline.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>Where NuGet keeps the package with the driver.</summary>
    private static string Package() => typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "PlaywrightPackage").Value!;
}

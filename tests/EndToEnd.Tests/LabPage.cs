using Microsoft.Playwright;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>JupyterLab in a browser, as its user sees it.</summary>
internal sealed class LabPage(IPage page)
{
    private const float Minutes = 60_000;

    public async Task OpenAsync(Uri url)
    {
        await page.GotoAsync($"{url}", new() { Timeout = 2 * Minutes });
        await page.Locator("#jp-main-dock-panel").WaitForAsync(new() { Timeout = 2 * Minutes });
        await page.Locator("#jupyterlab-splash").WaitForAsync(
            new() { State = WaitForSelectorState.Detached, Timeout = 2 * Minutes });
    }

    /// <summary>By the launcher's card for the Python kernel.</summary>
    public async Task NewNotebookAsync()
    {
        await page.Locator(".jp-LauncherCard[data-category='Notebook']").First.ClickAsync();
        await page.Locator(".jp-Notebook .jp-Cell").First.WaitForAsync();
        await page.Locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").WaitForAsync(new() { Timeout = 2 * Minutes });
        await page.Locator(".jp-Notebook .jp-Cell .cm-content").First.ClickAsync();
    }

    public async Task ExecuteAsync(string code, string output)
    {
        await page.Locator(".jp-Notebook .jp-Cell .cm-content:focus").WaitForAsync();
        await page.Keyboard.TypeAsync(code);
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Locator(".jp-OutputArea-output", new() { HasTextString = output }).First.WaitForAsync(
            new() { Timeout = 2 * Minutes });
    }

    /// <summary>A notebook that has never been saved asks for its name first.</summary>
    public async Task SaveAsync(string name)
    {
        await page.Keyboard.PressAsync("Control+s");
        var dialog = page.Locator(".jp-Dialog");
        await dialog.WaitForAsync();
        await dialog.Locator("input[type=text]").FillAsync(name);
        await dialog.Locator("button.jp-mod-accept").ClickAsync();
        await page.Locator($".jp-DirListing-itemText:has-text('{name}')").First.WaitForAsync();
    }

    public Task PictureAsync(string path) => page.ScreenshotAsync(new() { Path = path });
}

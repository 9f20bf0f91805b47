using Csms.Console.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace Csms.Console.Controls;

/// <summary>Questions and forms over the page: 480 px a question, 560 a command, 720 a form. Esc closes.</summary>
public sealed class Ask(DialogService dialogs, IStringLocalizer<ConsoleTexts> texts)
{
    /// <summary>Asks before something is done; true when the verb was pressed.</summary>
    /// <param name="title">Names action and thing: "Delete HBN-07?".</param>
    /// <param name="text">What will happen and what it touches.</param>
    /// <param name="verb">The button: "Delete HBN-07".</param>
    /// <param name="danger">Red, and not focused first.</param>
    public async Task<bool> ConfirmAsync(string title, string text, string verb, bool danger = false) =>
        await dialogs.OpenAsync<ConfirmDialog>(title, new Dictionary<string, object?> { [nameof(ConfirmDialog.Text)] = text, [nameof(ConfirmDialog.Verb)] = verb, [nameof(ConfirmDialog.Danger)] = danger }, Options("480px")) is true;

    /// <summary>The same with a reason that has to be typed; null when it was not done.</summary>
    public async Task<string?> ReasonAsync(string title, string text, string verb, bool danger = false) =>
        await dialogs.OpenAsync<ConfirmDialog>(title, new Dictionary<string, object?> { [nameof(ConfirmDialog.Text)] = text, [nameof(ConfirmDialog.Verb)] = verb, [nameof(ConfirmDialog.Danger)] = danger, [nameof(ConfirmDialog.ReasonLabel)] = texts["Reason"].Value }, Options("480px")) as string;

    /// <summary>The same for what touches many at once: the button works when a word is typed.</summary>
    /// <param name="title">Names action and things: "Block 120 tokens?".</param>
    /// <param name="text">What will happen and what it touches.</param>
    /// <param name="verb">The button, always red.</param>
    /// <param name="word">What has to be typed.</param>
    public async Task<bool> TypedAsync(string title, string text, string verb, string word) =>
        await dialogs.OpenAsync<ConfirmDialog>(title, new Dictionary<string, object?> { [nameof(ConfirmDialog.Text)] = text, [nameof(ConfirmDialog.Verb)] = verb, [nameof(ConfirmDialog.Danger)] = true, [nameof(ConfirmDialog.Word)] = word }, Options("480px")) is true;

    /// <summary>Opens a form component; it closes itself with <see cref="DialogService.Close(dynamic)"/> and the result comes back here.</summary>
    public async Task<object?> FormAsync<TForm>(string title, Dictionary<string, object?>? parameters = null, string width = "720px") where TForm : ComponentBase =>
        await dialogs.OpenAsync<TForm>(title, parameters, Options(width));

    // Radzen would focus half a second late, into the typing of whoever was faster; shell.js focuses at once.
    internal static DialogOptions Options(string width, bool closeOnOverlay = false) =>
        new() { Width = $"min({width}, 100vw)", CloseDialogOnEsc = true, CloseDialogOnOverlayClick = closeOnOverlay, AutoFocusFirstElement = false };
}

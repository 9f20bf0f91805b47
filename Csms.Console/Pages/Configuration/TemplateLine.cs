using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Pages.Configuration;

/// <summary>A template in the list.</summary>
/// <param name="Template">The template.</param>
/// <param name="For">Which stations it is for, in words.</param>
/// <param name="Stations">How many of them the person sees.</param>
/// <param name="Off">How many of them differ; null: not known yet.</param>
public sealed record TemplateLine(ConfigurationTemplate Template, string For, int Stations, int? Off);

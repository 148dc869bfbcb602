import { expect } from "chai";

import { ncei } from "../../../functions-source/feeds/ncei.ts";
import { openMeteo } from "../../../functions-source/feeds/openMeteo.ts";
import { DAY } from "../support.ts";

const HTML = "<!doctype html><title>Maintenance</title>";

describe("openMeteo", () => {
  const feed = openMeteo("47.45", "-122.31");
  // Shape per the provider's OpenAPI description (historical-weather), values made up.
  const body = (time: string[], values: unknown[], unit = "\u00b0C") =>
    JSON.stringify({
      generationtime_ms: 0.21,
      utc_offset_seconds: 0,
      timezone: "GMT",
      daily_units: { time: "iso8601", temperature_2m_max: unit },
      daily: { time, temperature_2m_max: values },
    });
  it("pins the model and the time zone", () => {
    expect(feed.address(DAY, DAY)).to.equal(
      "archive-api.open-meteo.com/v1/archive?latitude=47.45&longitude=-122.31&start_date=2026-11-20&end_date=2026-11-20&daily=temperature_2m_max&models=era5&timezone=GMT",
    );
  });
  it("reads the day's maximum", () => expect(feed.rows(body(["2026-11-20"], [10.3]), DAY)).to.deep.equal([10.3]));
  it("leaves out other days", () => {
    expect(feed.rows(body(["2026-11-19", "2026-11-21"], [1, 2]), DAY)).to.deep.equal([]);
  });
  it("shows null where the day is not final", () => {
    expect(feed.rows(body(["2026-11-20"], [null]), DAY)).to.deep.equal([null]);
  });
  it("throws on degrees Fahrenheit", () =>
    expect(() => feed.rows(body(["2026-11-20"], [50], "\u00b0F"), DAY)).to.throw());
  it("throws on another shape", () => {
    for (const bad of [HTML, "null", '{"error":true,"reason":"Minutely API request limit exceeded."}'])
      expect(() => feed.rows(bad, DAY)).to.throw();
  });
});

describe("ncei", () => {
  const feed = ncei("USW00024233");
  it("asks for metric units, without which the service answers in tenths", () => {
    expect(feed.address(DAY, DAY)).to.equal(
      "www.ncei.noaa.gov/access/services/data/v1?dataset=daily-summaries&stations=USW00024233&startDate=2026-11-20&endDate=2026-11-20&dataTypes=TMAX&units=metric&format=json",
    );
  });
  // Shape per the provider's documentation (values are blank-padded text), values made up.
  const row = (DATE: string, TMAX?: string, STATION = "USW00024233") => ({ DATE, STATION, TMAX });
  const rows = (...all: unknown[]) => feed.rows(JSON.stringify(all), DAY);
  it("reads blank-padded text", () => expect(rows(row("2026-11-20", "   10.6"))).to.deep.equal(["   10.6"]));
  it("leaves out other days and stations", () => {
    expect(rows(row("2026-11-19", "1"), row("2026-11-20", "2", "USW00000001"))).to.deep.equal([]);
  });
  it("has no digit where the element was not observed", () => {
    expect(rows(row("2026-11-20"))).to.deep.equal([undefined]);
    expect(rows()).to.deep.equal([]);
  });
  it("shows two rows of one day", () => expect(rows(row("2026-11-20", "1"), row("2026-11-20", "1"))).to.have.length(2));
  it("throws on another shape", () => {
    for (const bad of [HTML, "null", '{"errorCode":400,"errorMessage":"Bad"}'])
      expect(() => feed.rows(bad, DAY)).to.throw();
  });
});

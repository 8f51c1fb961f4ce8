/** A car on the yard, as the dealership advertises it. */
export interface DemoVehicle {
  readonly make: string;
  readonly model: string;
  readonly trim: string;
  readonly year: number;
  readonly km: number;
  readonly price: number;
}

const car = (
  make: string,
  model: string,
  trim: string,
  year: number,
  km: number,
  price: number,
): DemoVehicle => ({
  make,
  model,
  trim,
  year,
  km,
  price,
});

export const VEHICLES: readonly DemoVehicle[] = [
  car('VW', 'Golf', '1.5 TSI Life', 2022, 38_400, 22_480),
  car('VW', 'Golf Variant', '2.0 TDI Style DSG', 2021, 71_200, 21_950),
  car('VW', 'T-Roc', '1.5 TSI R-Line', 2023, 19_800, 28_740),
  car('VW', 'Tiguan', '2.0 TDI Elegance 4Motion', 2022, 46_100, 34_890),
  car('VW', 'ID.3', 'Pro Performance', 2022, 27_500, 23_990),
  car('VW', 'ID.4', 'Pro', 2023, 21_300, 31_450),
  car('VW', 'T6.1 Multivan', '2.0 TDI Comfortline', 2020, 88_600, 39_900),
  car('VW', 'Polo', '1.0 TSI Move', 2023, 12_900, 18_690),
  car('VW', 'Passat Variant', '2.0 TDI Business DSG', 2021, 94_300, 22_880),
  car('Škoda', 'Octavia Combi', '2.0 TDI Style', 2022, 52_700, 24_470),
  car('Škoda', 'Fabia', '1.0 TSI Ambition', 2023, 15_600, 16_980),
  car('Škoda', 'Karoq', '1.5 TSI Sportline', 2022, 33_900, 26_590),
  car('Škoda', 'Superb Combi', '2.0 TDI L&K 4x4', 2021, 79_500, 31_200),
  car('Škoda', 'Enyaq', 'iV 80', 2023, 24_800, 36_900),
  car('Audi', 'A3 Sportback', '35 TFSI S line', 2022, 29_700, 27_940),
  car('Audi', 'A4 Avant', '40 TDI quattro', 2021, 68_900, 32_480),
  car('Audi', 'A6 Avant', '45 TDI Sport', 2020, 91_400, 38_750),
  car('Audi', 'Q3', '35 TDI advanced', 2022, 41_600, 31_990),
  car('Audi', 'Q5', '40 TDI quattro S line', 2021, 63_800, 41_300),
  car('Audi', 'Q4 e-tron', '40', 2023, 18_200, 42_850),
  car('SEAT', 'Leon Sportstourer', '1.5 eTSI FR', 2022, 36_500, 22_790),
  car('SEAT', 'Ibiza', '1.0 TSI Style', 2022, 22_100, 15_880),
  car('SEAT', 'Ateca', '2.0 TDI Xperience', 2021, 58_300, 25_640),
  car('CUPRA', 'Born', '58 kWh', 2023, 16_400, 28_880),
  car('CUPRA', 'Formentor', '1.5 TSI', 2022, 31_200, 28_350),
  car('Ford', 'Focus Turnier', '1.0 EcoBoost ST-Line', 2021, 47_900, 18_290),
  car('Ford', 'Kuga', '2.5 PHEV Titanium', 2022, 39_300, 27_480),
  car('Ford', 'Transit Custom', '2.0 TDCi Trend', 2020, 102_500, 22_900),
  car('Opel', 'Corsa', '1.2 Turbo Elegance', 2022, 24_600, 15_490),
  car('Opel', 'Mokka-e', 'GS Line', 2022, 20_700, 22_350),
  car('BMW', '118i', 'Advantage', 2021, 43_100, 23_670),
  car('BMW', '320d Touring', 'xDrive M Sport', 2021, 76_400, 33_980),
  car('BMW', 'X1', 'sDrive18i xLine', 2022, 34_200, 32_940),
  car('Mercedes-Benz', 'A 200', 'Progressive', 2021, 39_800, 25_990),
  car('Mercedes-Benz', 'C 220 d T-Modell', 'AMG Line', 2020, 84_700, 31_850),
  car('Hyundai', 'Tucson', '1.6 T-GDI Hybrid Prime', 2023, 17_900, 33_490),
  car('Kia', 'Sportage', '1.6 T-GDI Vision', 2022, 28_300, 27_860),
  car('Toyota', 'Yaris', 'Hybrid Comfort', 2022, 25_900, 19_480),
  car('Renault', 'Captur', 'TCe 90 Intens', 2021, 32_600, 16_940),
  car('Fiat', '500e', 'Icon', 2022, 11_800, 19_990),
];

/** "Škoda Fabia 1.0 TSI Ambition" */
export const titleOf = ({ make, model, trim }: DemoVehicle): string => `${make} ${model} ${trim}`;

/** "16.980" */
export const inThousands = (amount: number): string => amount.toLocaleString('de-DE');
